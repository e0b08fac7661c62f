package io.weir.command;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a service and PostgreSQL and follows what they say (protocol 3), so that it can
 * fail at the one moment that matters: the commit of a transaction that has inserted an event, be
 * it by COMMIT or, where none was begun, by the end of what was sent together (Sync).
 */
final class PostgresProxy implements AutoCloseable {
  /** What happens to the next such commit. */
  enum Fault {
    /** It reaches the server, which answers; the answer does not reach the client. */
    LOSE_THE_ANSWER,
    /** It does not reach the server, and the connection is gone. */
    LOSE_THE_COMMIT,
    /** It does not reach the server, as if the client were frozen. */
    FREEZE
  }

  private static final int PROTOCOL = 3;
  private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):([0-9]+)/");

  private final ServerSocket listening;
  private final String jdbcUrl;
  private final String host;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Fault> armed = new AtomicReference<>();
  private volatile CountDownLatch happened = new CountDownLatch(1);
  private volatile boolean refuses;

  PostgresProxy(String jdbcUrl) throws IOException {
    Matcher address = ADDRESS.matcher(jdbcUrl);
    if (!address.find()) throw new IllegalArgumentException(jdbcUrl);
    this.host = address.group(1);
    this.port = Integer.parseInt(address.group(2));
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.jdbcUrl = address.replaceFirst("//127.0.0.1:" + listening.getLocalPort() + "/");
    daemon(this::accept);
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  /** The next commit of events fails so. */
  void arm(Fault fault) {
    happened = new CountDownLatch(1);
    armed.set(fault);
  }

  /** Counted down once the fault has happened. */
  CountDownLatch happened() {
    return happened;
  }

  /** From now on connections are refused or not, and the fault cuts all that there are. */
  void refuse(boolean refuse) {
    refuses = refuse;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refuses) client.close();
        else new Link(client, new Socket(host, port)).start();
      } catch (IOException closed) {
        // The loop ends with the socket.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) socket.close();
  }

  private static void daemon(Runnable work) {
    Thread.ofPlatform().daemon().name("postgres-proxy").start(work);
  }

  /** One connection of the service. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private final Map<String, String> statements = new HashMap<>();
    private boolean begun;
    private boolean inserted;
    private volatile boolean answersAreLost;

    Link(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      open.add(server);
    }

    void start() {
      daemon(() -> untilCut(this::requests));
      daemon(() -> untilCut(this::answers));
    }

    private void requests() throws IOException {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(server.getOutputStream());
      startUp(in, out);
      while (true) {
        int type = in.readUnsignedByte();
        byte[] body = in.readNBytes(in.readInt() - 4);
        if (commits(type, body)) {
          Fault fault = armed.getAndSet(null);
          if (fault == Fault.LOSE_THE_ANSWER) answersAreLost = true;
          if (fault == Fault.LOSE_THE_COMMIT) lose();
          if (fault == Fault.FREEZE) {
            happened.countDown();
            // Nothing more is passed on; what the server says is, its end too.
            return;
          }
        }
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        if (in.available() == 0) out.flush();
      }
    }

    private void lose() throws IOException {
      if (refuses) cutAll();
      happened.countDown();
      throw new IOException("lost on purpose");
    }

    /** Messages without a type: perhaps a question for encryption, then the start-up proper. */
    private void startUp(DataInputStream in, DataOutputStream out) throws IOException {
      int code;
      do {
        int length = in.readInt();
        code = in.readInt();
        out.writeInt(length);
        out.writeInt(code);
        out.write(in.readNBytes(length - 8));
        out.flush();
      } while (code >> 16 != PROTOCOL);
    }

    /** Parse names a statement's text, Bind its name; the driver parses each once. */
    private boolean commits(int type, byte[] body) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      String[] words = text.split("\0", 3);
      String statement = "";
      if (type == 'P') {
        statements.put(words[0], words[1]);
        return false;
      }
      if (type == 'B') statement = statements.getOrDefault(words[1], "");
      if (type == 'Q') statement = words[0];
      if (statement.contains("insert into domain_event")) inserted = true;
      if (statement.equals("BEGIN")) begun = true;
      boolean undoes = statement.equals("ROLLBACK");
      if (!undoes && !statement.equals("COMMIT") && (type != 'S' || begun)) return false;
      boolean commitsEvents = inserted && !undoes;
      begun = false;
      inserted = false;
      return commitsEvents && armed.get() != null;
    }

    private void answers() throws IOException {
      byte[] buffer = new byte[8192];
      while (true) {
        int read = server.getInputStream().read(buffer);
        if (read < 0) throw new EOFException();
        if (answersAreLost) lose();
        client.getOutputStream().write(buffer, 0, read);
      }
    }

    private void untilCut(IoWork work) {
      try {
        work.run();
      } catch (IOException gone) {
        // The end of one direction is the end of both.
        cut();
      }
    }

    private void cut() {
      try (client;
          server) {
        open.remove(client);
        open.remove(server);
      } catch (IOException gone) {
        // So it is cut.
      }
    }
  }

  private void cutAll() throws IOException {
    for (Socket socket : open) socket.close();
  }

  @FunctionalInterface
  private interface IoWork {
    void run() throws IOException;
  }
}
