package io.weir.gateway.infra;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weir.appmanager.server.ProblemValve;
import io.weir.gateway.proxy.Problems;
import io.weir.gateway.proxy.ProxyServlet;
import io.weir.gateway.route.BodyKind;
import io.weir.gateway.route.Upstream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Problems problems(Clock clock) {
    return new Problems(clock);
  }

  /**
   * HTTP/1.1 only: the services speak nothing else in clear text, and asking costs a round trip.
   */
  @Bean(destroyMethod = "shutdownNow")
  HttpClient upstreamClient(GatewaySettings settings) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(settings.connectWithin())
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  /** Takes every path that no page of the gateway's own takes, and so explains unknown ones. */
  @Bean
  ServletRegistrationBean<ProxyServlet> proxy(
      HttpClient client, GatewaySettings settings, Problems problems) {
    ProxyServlet servlet =
        new ProxyServlet(
            client,
            Map.of(
                Upstream.COMMAND,
                settings.commandUri(),
                Upstream.PROJECTION,
                settings.projectionUri(),
                Upstream.EXECUTOR,
                settings.executorUri()),
            problems,
            Map.of(
                BodyKind.RESOURCE,
                new ProxyServlet.Limits(settings.answerWithin(), settings.maxBody().toBytes()),
                BodyKind.FILE,
                new ProxyServlet.Limits(settings.uploadWithin(), settings.maxUpload().toBytes())));
    ServletRegistrationBean<ProxyServlet> registration =
        new ServletRegistrationBean<>(servlet, "/*");
    registration.setLoadOnStartup(1);
    return registration;
  }

  /** Answers before the proxy does. */
  @Bean
  FilterRegistrationBean<OwnPages> ownPages(PrometheusMeterRegistry registry) {
    return new FilterRegistrationBean<>(new OwnPages(registry));
  }

  @Bean
  FilterRegistrationBean<RequestMetrics> requestMetrics(MeterRegistry registry) {
    FilterRegistrationBean<RequestMetrics> registration =
        new FilterRegistrationBean<>(new RequestMetrics(registry));
    registration.setOrder(Integer.MIN_VALUE);
    return registration;
  }

  @Bean
  PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    return registry;
  }

  /** The innermost valve reports first, and this one comes after Boot's own. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer(Clock clock) {
    return factory ->
        factory.addContextCustomizers(context -> ProblemValve.install(context.getParent(), clock));
  }

  /** Lets an encoded slash through to the routing, which refuses it with a problem of our form. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsAreOurs() {
    return factory ->
        factory.addConnectorCustomizers(
            connector -> {
              connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
              connector.setEncodedReverseSolidusHandling(
                  EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
  }
}
