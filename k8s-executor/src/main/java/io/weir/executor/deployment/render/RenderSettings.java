package io.weir.executor.deployment.render;

/**
 * What the platform adds to each cluster.
 *
 * @param fetcherImage the image that fetches a program by HTTP
 * @param serviceAccount the pods' service account; Flink's high availability needs it to write
 *     ConfigMaps
 */
public record RenderSettings(String fetcherImage, String serviceAccount) {}
