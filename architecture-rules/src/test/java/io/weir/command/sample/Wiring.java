package io.weir.command.sample;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;

/** Breaks two rules: a configuration outside infra, and a field that Spring fills. */
@Configuration
class Wiring {
  @Autowired String injected;
}
