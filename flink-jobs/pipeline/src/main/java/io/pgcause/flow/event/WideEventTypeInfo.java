package io.pgcause.flow.event;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to use {@link WideEventSerializer}. */
public final class WideEventTypeInfo extends TypeInformation<WideEvent> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<WideEvent> getTypeClass() {
    return WideEvent.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<WideEvent> createSerializer(SerializerConfig config) {
    return WideEventSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "WideEvent";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WideEventTypeInfo;
  }

  @Override
  public int hashCode() {
    return WideEventTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof WideEventTypeInfo;
  }

  /** Named by the annotation on {@link WideEvent}. */
  public static final class Factory extends TypeInfoFactory<WideEvent> {
    @Override
    public TypeInformation<WideEvent> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new WideEventTypeInfo();
    }
  }
}
