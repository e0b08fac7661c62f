package io.weir.embedded.junit;

import javax.sql.DataSource;

/**
 * One test's own database.
 *
 * @param jdbcUrl with the user in it; no password is needed
 * @param dataSource opens a new connection on each call
 */
public record TestDatabase(String jdbcUrl, DataSource dataSource) {}
