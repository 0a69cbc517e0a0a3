package io.pgcause.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured.
 *
 * @param all in the order in which people read them; names are unique, limits are among them
 * @param notes what one must know to read the figures, a line each
 */
public record Figures(List<Figure> all, List<String> notes) {

  public Figures {
    all = List.copyOf(all);
    notes = List.copyOf(notes);
    Map<String, Figure> byName = new HashMap<>();
    for (Figure figure : all) {
      if (byName.put(figure.name(), figure) != null) {
        throw new IllegalArgumentException("figure " + figure.name() + " stands twice");
      }
    }
    for (Figure figure : all) {
      if (figure.limit() != null && !byName.containsKey(figure.limit())) {
        throw new IllegalArgumentException(
            figure.name() + " is compared with " + figure.limit() + ", which is not there");
      }
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The value of the figure called {@code name}. */
  double value(String name) {
    for (Figure figure : all) {
      if (figure.name().equals(name)) {
        return figure.value();
      }
    }
    throw new IllegalArgumentException("no figure " + name);
  }

  /** Collects figures. Not thread-safe. */
  public static final class Builder {

    private final List<Figure> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Builder() {}

    /** Adds a figure that stands for itself. */
    public Builder add(String name, double value) {
      return add(name, value, null);
    }

    /**
     * Adds a figure that is compared with another.
     *
     * @param limit name of that figure; null for none
     */
    public Builder add(String name, double value, @Nullable String limit) {
      all.add(new Figure(name, value, null, limit));
      return this;
    }

    /** Adds the median of repetitions, with their range when there are several. */
    public Builder addMedian(String name, Spread values, @Nullable String limit) {
      Figure.Range range =
          values.count() == 1 ? null : new Figure.Range(values.min(), values.max());
      all.add(new Figure(name, values.median(), range, limit));
      return this;
    }

    public Builder note(String line) {
      notes.add(line);
      return this;
    }

    /**
     * The figures.
     *
     * @throws IllegalArgumentException when a name stands twice or a limit is missing
     */
    public Figures build() {
      return new Figures(all, notes);
    }
  }
}
