package io.pgcause.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An alert as on-call reads it: what, why, proof, who, what to do. */
final class AlertText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Terminal terminal;

  AlertText(Terminal terminal) {
    this.terminal = terminal;
  }

  List<String> lines(StoredAlert alert) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        terminal.red(alert.severity().toUpperCase(Locale.ROOT))
            + "  "
            + terminal.bold(alert.ruleId() + " " + alert.title())
            + "  on "
            + alert.instanceId());
    lines.add("  " + alert.says());
    lines.add("  why    " + alert.cause());
    lines.add("  path   (root cause first)");
    String indent = "    ";
    for (JsonNode node : alert.path()) {
      lines.add(indent + (indent.length() > 4 ? "-> " : "") + terminal.bold(name(node)));
      for (JsonNode evidence : node.path("evidence")) {
        lines.add(indent + "     " + evidence(evidence));
      }
      indent += "  ";
    }
    if (!alert.subject().isEmpty()) {
      lines.add("  who    " + subject(alert.subject()));
    }
    alert.advice().forEach(advice -> lines.add("  do     " + advice));
    lines.add(
        "  when   first sign "
            + time(alert.startedAt())
            + ", pattern complete "
            + time(alert.matchedAt())
            + ", committed "
            + alert.latency().toMillis()
            + " ms later");
    return lines;
  }

  private static String name(JsonNode node) {
    String title = node.path("title").asText();
    return title.isEmpty() ? node.path("node").asText() : title;
  }

  private static String evidence(JsonNode evidence) {
    String labels = evidence.path("labels").asText();
    String metric = evidence.path("metric").asText();
    return (metric.isEmpty() ? evidence.path("expression").asText() : metric)
        + (labels.isEmpty() ? "" : "{" + labels + "}")
        + " = "
        + number(evidence.path("value").asDouble())
        + unit(evidence.path("unit").asText())
        + " at "
        + time(Instant.parse(evidence.path("at").asText()));
  }

  private static String subject(JsonNode subject) {
    List<String> texts = new ArrayList<>();
    subject
        .properties()
        .forEach(label -> texts.add(label.getKey() + "=" + label.getValue().asText()));
    return String.join(", ", texts);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String unit(String unit) {
    return unit.equals("1") || unit.isEmpty() ? "" : " " + unit.replaceAll("[{}]", "");
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
