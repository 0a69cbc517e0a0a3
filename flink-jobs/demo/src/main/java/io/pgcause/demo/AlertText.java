package io.pgcause.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An alert as on-call reads it: what, why, proof, who, what to do. */
final class AlertText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<String> READ_WITHOUT_LABEL =
      Set.of("process.pid", "user.name", "application.name", "state");

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
    alert
        .subject()
        .properties()
        .forEach(each -> lines.add("  " + subject(each.getKey(), each.getValue())));
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

  /**
   * What identifies a session reads without its label; any other label is told by its name, unless
   * it only repeats the subject's.
   */
  private static String subject(String name, JsonNode labels) {
    List<String> texts = new ArrayList<>();
    text(labels, "process.pid").ifPresent(pid -> texts.add("pid " + pid));
    Optional<String> user = text(labels, "user.name");
    Optional<String> application = text(labels, "application.name");
    application
        .map(program -> program + user.map(role -> " (" + role + ")").orElse(""))
        .or(() -> user)
        .ifPresent(texts::add);
    text(labels, "state").ifPresent(texts::add);
    labels
        .properties()
        .forEach(
            label -> {
              String value = label.getValue().asText();
              if (!READ_WITHOUT_LABEL.contains(label.getKey()) && !value.equals(name)) {
                texts.add(label.getKey() + " " + value);
              }
            });
    return name.replace('_', ' ') + "   " + String.join(", ", texts);
  }

  private static Optional<String> text(JsonNode labels, String label) {
    return Optional.ofNullable(labels.get(label)).map(JsonNode::asText);
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
