package io.pgcause.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * The database that gets into trouble: a small shop, with a role that may only look for the agent.
 */
final class ShopDatabase implements AutoCloseable {

  static final String DATABASE = "shop";
  static final String AGENT = "pgcause_agent";
  static final String APPLICATION = "shop_app";

  private static final int ORDERS = 20_000;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "max_connections", "60",
          "shared_buffers", "16MB",
          "track_io_timing", "on",
          "logging_collector", "on",
          "log_destination", "jsonlog",
          "log_directory", "log",
          "log_filename", "postgresql.log",
          "log_lock_waits", "on");

  private final String instanceId;
  private final PostgresServer server;

  private ShopDatabase(String instanceId, PostgresServer server) {
    this.instanceId = instanceId;
    this.server = server;
  }

  static ShopDatabase start(String instanceId, Path binaries, Path data)
      throws IOException, SQLException {
    PostgresServer server = PostgresServer.start(binaries, data, 0, SETTINGS);
    try {
      fill(server);
    } catch (SQLException e) {
      server.close();
      throw e;
    }
    return new ShopDatabase(instanceId, server);
  }

  private static void fill(PostgresServer server) throws SQLException {
    server.execute(
        "postgres",
        "create role " + AGENT + " login in role pg_monitor",
        "create role " + APPLICATION + " login",
        "create database " + DATABASE + " owner " + APPLICATION);
    server.execute(
        DATABASE,
        "set role " + APPLICATION,
        "create table orders (id int primary key, customer int not null, total numeric not null,"
            + " state text not null default 'new')",
        "insert into orders select id, id % 500, id % 97 from generate_series(1, "
            + ORDERS
            + ") id",
        "analyze orders");
  }

  String instanceId() {
    return instanceId;
  }

  PostgresServer server() {
    return server;
  }

  /** The server's log in JSON lines. */
  Path log() {
    return server.data().resolve("log").resolve("postgresql.json");
  }

  static int orders() {
    return ORDERS;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
