package io.weir.command.defaults;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a user wants a namespace to say.
 *
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec part of a deployment's spec, checked
 */
public record DefaultsWish(
    Map<String, String> labels, Map<String, String> annotations, JsonNode spec) {}
