package io.pgcause.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line as it was written; {@link OptionCheck} says whether it makes sense. */
@Command(
    name = "pgcause-agent",
    mixinStandardHelpOptions = true,
    versionProvider = AgentMain.Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Samples PostgreSQL instances and their host, and sends the snapshots to a pgcause bridge."
          + " What the bridge has not acknowledged waits in a spool on disk.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  One instance; the password comes from the environment variable PGPASSWORD:",
      "    pgcause-agent --bridge 127.0.0.1:7654 --spool /var/lib/pgcause \\",
      "      --instance db-1 --jdbc-url jdbc:postgresql://127.0.0.1/postgres --user pgcause",
      "  Two instances, of which the second runs on another host:",
      "    pgcause-agent --bridge 127.0.0.1:7654 --spool /var/lib/pgcause --interval 5s \\",
      "      --instance db-1 --jdbc-url jdbc:postgresql://127.0.0.1/postgres --user pgcause \\",
      "        --password-file /etc/pgcause/db-1 --server-log /var/log/postgresql/db.json \\",
      "      --instance db-2 --jdbc-url jdbc:postgresql://10.0.0.2/postgres --user pgcause \\",
      "        --password-file /etc/pgcause/db-2 --no-host",
      "",
      "Exit codes: 0 ended in order, 1 failed, 2 cannot start until someone changes something."
    })
final class AgentArguments {

  @Option(
      names = "--bridge",
      paramLabel = "HOST:PORT",
      description = "Where the bridge listens; on this machine, for as long as there is no TLS.")
  @Nullable String bridge;

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      description = "Folder for frames that are not acknowledged; made when it is missing.")
  @Nullable Path spool;

  @Option(
      names = "--spool-size",
      paramLabel = "SIZE",
      defaultValue = "64MiB",
      description = "Most bytes of frames kept per instance (${DEFAULT-VALUE}).")
  String spoolSize = "";

  @Option(
      names = "--spool-age",
      paramLabel = "DURATION",
      defaultValue = "24h",
      description = "Frames older than this are dropped (${DEFAULT-VALUE}).")
  String spoolAge = "";

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "Time between two snapshots of an instance, 1s to 1h (${DEFAULT-VALUE}).")
  String interval = "";

  @Option(
      names = "--agent",
      paramLabel = "ID",
      description = "Name of this agent (the name of the host).")
  @Nullable String agent;

  @ArgGroup(
      exclusive = false,
      multiplicity = "0..*",
      heading = "%nFor each instance to watch, beginning with --instance:%n")
  List<Instance> instances = new ArrayList<>();

  /** The options of one instance. */
  static final class Instance {

    @Option(names = "--instance", paramLabel = "ID", description = "Its name in pgcause, for ever.")
    @Nullable String id;

    @Option(
        names = "--jdbc-url",
        paramLabel = "URL",
        description = "Where it listens, such as jdbc:postgresql://127.0.0.1:5432/postgres.")
    @Nullable String jdbcUrl;

    @Option(
        names = "--user",
        paramLabel = "ROLE",
        description = "A role that is a member of pg_monitor.")
    @Nullable String user;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "Its password, read anew for each connection (PGPASSWORD, or none).")
    @Nullable Path passwordFile;

    @Option(
        names = "--server-log",
        paramLabel = "PATH",
        description = "Its jsonlog, a file or the folder of its logs, to be followed (none).")
    @Nullable Path serverLog;

    @Option(names = "--no-host", description = "Leave the host out: the instance runs elsewhere.")
    boolean noHost;
  }
}
