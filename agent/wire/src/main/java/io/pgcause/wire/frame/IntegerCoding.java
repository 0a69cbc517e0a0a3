package io.pgcause.wire.frame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ways a column's values are written; the writer takes the smallest. Codes are append-only. */
enum IntegerCoding {
  /** All values are one. */
  CONSTANT {
    @Override
    int size(long[] values) {
      for (long value : values) {
        if (value != values[0]) {
          return Integer.MAX_VALUE;
        }
      }
      return values.length == 0 ? 0 : ByteSink.zigzagSize(values[0]);
    }

    @Override
    void write(long[] values, ByteSink out) {
      if (values.length > 0) {
        out.zigzag(values[0]);
      }
    }

    @Override
    void read(long[] values, ByteSource in) throws FrameException {
      long value = values.length == 0 ? 0 : in.zigzag();
      Arrays.fill(values, value);
    }
  },

  /** Each value less the one before. */
  DELTA {
    @Override
    int size(long[] values) {
      int size = 0;
      long last = 0;
      for (long value : values) {
        size += ByteSink.zigzagSize(value - last);
        last = value;
      }
      return size;
    }

    @Override
    void write(long[] values, ByteSink out) {
      long last = 0;
      for (long value : values) {
        out.zigzag(value - last);
        last = value;
      }
    }

    @Override
    void read(long[] values, ByteSource in) throws FrameException {
      long last = 0;
      for (int i = 0; i < values.length; i++) {
        last += in.zigzag();
        values[i] = last;
      }
    }
  },

  /** Each step less the step before, the first value as it is: nothing for what grows evenly. */
  DELTA_OF_DELTA {
    @Override
    int size(long[] values) {
      int size = 0;
      long last = 0;
      long step = 0;
      for (int i = 0; i < values.length; i++) {
        size += ByteSink.zigzagSize(values[i] - last - step);
        step = i == 0 ? 0 : values[i] - last;
        last = values[i];
      }
      return size;
    }

    @Override
    void write(long[] values, ByteSink out) {
      long last = 0;
      long step = 0;
      for (int i = 0; i < values.length; i++) {
        out.zigzag(values[i] - last - step);
        step = i == 0 ? 0 : values[i] - last;
        last = values[i];
      }
    }

    @Override
    void read(long[] values, ByteSource in) throws FrameException {
      long last = 0;
      long step = 0;
      for (int i = 0; i < values.length; i++) {
        long next = last + step + in.zigzag();
        step = i == 0 ? 0 : next - last;
        last = next;
        values[i] = last;
      }
    }
  },

  /** The distinct values once, then their positions. */
  DICTIONARY {
    @Override
    int size(long[] values) {
      Map<Long, Integer> positions = new HashMap<>();
      int size = 0;
      for (long value : values) {
        Integer position = positions.putIfAbsent(value, positions.size());
        if (position == null) {
          size += ByteSink.zigzagSize(value);
          position = positions.size() - 1;
        }
        size += ByteSink.varintSize(position);
      }
      return size + ByteSink.varintSize(positions.size());
    }

    @Override
    void write(long[] values, ByteSink out) {
      Map<Long, Integer> positions = new LinkedHashMap<>();
      for (long value : values) {
        positions.putIfAbsent(value, positions.size());
      }
      out.varint(positions.size());
      positions.keySet().forEach(out::zigzag);
      for (long value : values) {
        out.varint(positions.get(value));
      }
    }

    @Override
    void read(long[] values, ByteSource in) throws FrameException {
      long[] distinct = new long[in.count(values.length, "distinct values")];
      for (int i = 0; i < distinct.length; i++) {
        distinct[i] = in.zigzag();
      }
      for (int i = 0; i < values.length; i++) {
        values[i] = distinct[in.count(distinct.length - 1, "as a position")];
      }
    }
  },

  /** Eight bytes each. */
  RAW {
    @Override
    int size(long[] values) {
      return 8 * values.length;
    }

    @Override
    void write(long[] values, ByteSink out) {
      for (long value : values) {
        out.i64(value);
      }
    }

    @Override
    void read(long[] values, ByteSource in) throws FrameException {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.i64();
      }
    }
  };

  /** Bytes that {@link #write} makes of {@code values}; the maximum where it cannot. */
  abstract int size(long[] values);

  abstract void write(long[] values, ByteSink out);

  /** Fills {@code values}, whose length is how many were written. */
  abstract void read(long[] values, ByteSource in) throws FrameException;

  int code() {
    return ordinal();
  }

  static Optional<IntegerCoding> of(int code) {
    return code < values().length ? Optional.of(values()[code]) : Optional.empty();
  }

  static IntegerCoding smallest(long[] values) {
    IntegerCoding best = CONSTANT;
    int bestSize = CONSTANT.size(values);
    for (IntegerCoding coding : values()) {
      int size = bestSize == 0 ? Integer.MAX_VALUE : coding.size(values);
      if (size < bestSize) {
        best = coding;
        bestSize = size;
      }
    }
    return best;
  }
}
