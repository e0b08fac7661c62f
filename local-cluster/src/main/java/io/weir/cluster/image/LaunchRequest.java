package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Everything that decides the command line of one container.
 *
 * @param podName also the host name
 * @param podIp the pod's own loopback address
 * @param command the container's {@code command}; empty means the image's own entry point
 * @param args the container's {@code args}
 * @param workingDirectory the container's {@code workingDir}
 * @param environment the container's environment, references of the downward API resolved, in order
 * @param paths the container's mounts and the root of its image
 * @param root the directory that stands for {@code /} of the container
 * @param temporary a directory for temporary files, gone with the pod
 * @param hostsFile names and addresses that this pod can see, see {@link PodHosts}
 * @param memoryLimit in bytes
 * @param cpuLimit in cores
 * @param configuration what the mounted Flink configuration says, flat; empty for other images
 */
public record LaunchRequest(
    String podName,
    String podIp,
    List<String> command,
    List<String> args,
    Optional<String> workingDirectory,
    Map<String, String> environment,
    PathMapping paths,
    Path root,
    Path temporary,
    Path hostsFile,
    OptionalLong memoryLimit,
    OptionalDouble cpuLimit,
    Map<String, String> configuration) {

  public LaunchRequest {
    command = List.copyOf(command);
    args = List.copyOf(args);
  }
}
