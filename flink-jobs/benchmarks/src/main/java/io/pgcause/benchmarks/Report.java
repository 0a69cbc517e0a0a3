package io.pgcause.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run as it is shown.
 *
 * @param bench name of the benchmark
 * @param command that makes these figures again
 */
record Report(String bench, Figures figures, Machine machine, String command) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> HEAD =
      List.of(
          "figure", "ours", "min .. max", "limit or peer of the same run", "its value", "ratio");

  /** Three significant digits below this, whole numbers from it on. */
  private static final double WHOLE_FROM = 1_000;

  /** One object on one line; of repetitions also {@code <name>_min} and {@code <name>_max}. */
  String json() {
    ObjectNode root = JSON.createObjectNode().put("bench", bench);
    ObjectNode numbers = root.putObject("figures");
    for (Figure figure : figures.all()) {
      numbers.put(figure.name(), figure.value());
      if (figure.range() != null) {
        numbers.put(figure.name() + "_min", figure.range().min());
        numbers.put(figure.name() + "_max", figure.range().max());
      }
    }
    return root.toString();
  }

  /** A table, then what one must know to read it. */
  List<String> table() {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    figures.all().forEach(figure -> rows.add(row(figure)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add("");
    lines.addAll(figures.notes());
    lines.add("machine: " + machine.text());
    lines.add("command: " + command);
    return lines;
  }

  private List<String> row(Figure figure) {
    String range =
        figure.range() == null
            ? ""
            : number(figure.range().min()) + " .. " + number(figure.range().max());
    if (figure.limit() == null) {
      return List.of(figure.name(), number(figure.value()), range, "", "", "");
    }
    double limit = figures.value(figure.limit());
    return List.of(
        figure.name(),
        number(figure.value()),
        range,
        figure.limit(),
        number(limit),
        limit == 0 ? "-" : String.format(Locale.ROOT, "%.2f", figure.value() / limit));
  }

  /** Names stand left, numbers right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      boolean isName = column == 0 || column == 3;
      String format = "%" + (isName ? "-" : "") + widths[column] + "s";
      line.append(column == 0 ? "" : "  ").append(String.format(format, row.get(column)));
    }
    return line.toString().stripTrailing();
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= WHOLE_FROM) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
