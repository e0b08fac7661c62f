package io.weir.apirules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sends a service what {@link RequestSource} makes and judges each answer. */
public final class Conformance {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Description description = Description.read();
  private final URI base;
  private final String service;
  private final AnswerRules rules;

  /**
   * @param base where the service listens
   * @param service its name in {@code x-weir-service}
   */
  public Conformance(URI base, String service) {
    this.base = base;
    this.service = service;
    this.rules = new AnswerRules(description, service);
  }

  /**
   * What came of a run.
   *
   * @param statuses how often each status was answered
   * @param succeeded operations that were answered 2xx
   * @param operations all operations of the service
   * @param faults each fault once, with the first request that showed it
   */
  public record Report(
      Map<Integer, Integer> statuses,
      Set<String> succeeded,
      Set<String> operations,
      List<String> faults) {}

  /** Sends so many requests, one after another; the seed makes them the same again. */
  public Report run(Vocabulary vocabulary, long seed, int requests) {
    RequestSource source =
        new RequestSource(description, service, vocabulary, new SplittableRandom(seed));
    Map<Integer, Integer> statuses = new TreeMap<>();
    Set<String> succeeded = new TreeSet<>();
    Set<String> operations = new TreeSet<>();
    Map<String, String> faults = new TreeMap<>();
    for (int i = 0; i < requests; i++) {
      Request request = source.next();
      Exchange exchange = send(request);
      String id = request.operation().id();
      operations.add(id);
      statuses.merge(exchange.status(), 1, Integer::sum);
      if (exchange.status() / 100 == 2) {
        succeeded.add(id);
        vocabulary.learn(exchange.body());
      }
      for (String fault : faults(exchange))
        faults.putIfAbsent(
            id + " " + exchange.status() + " " + fault,
            "request %d of seed %d: %s\n%s".formatted(i, seed, request, exchange.body()));
    }
    List<String> told = new ArrayList<>();
    faults.forEach((fault, request) -> told.add(fault + "\n" + request));
    return new Report(statuses, succeeded, operations, told);
  }

  /** Nothing that a client sends may make a service fail, even where a failure is described. */
  private List<String> faults(Exchange exchange) {
    List<String> faults = new ArrayList<>(rules.faults(exchange));
    if (exchange.status() >= 500 && exchange.status() != 501) faults.add("the service failed");
    return faults;
  }

  private Exchange send(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + request.target()))
            .method(
                request.operation().method(),
                request.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    for (int i = 0; i < request.headers().size(); i += 2)
      builder.header(request.headers().get(i), request.headers().get(i + 1));
    try {
      HttpResponse<byte[]> answer =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Exchange(
          request.operation().method(),
          request.target(),
          answer.statusCode(),
          answer.headers().map(),
          new String(answer.body(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException("no answer to " + request, failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
