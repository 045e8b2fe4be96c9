package io.lyceum.genesis.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What a learner needs to run. All paths are absolute.
 *
 * @param data the directory of its stores
 * @param genesisHash the hash of the network's first block
 * @param identity its key and certificate
 * @param rpc JSON-RPC of authorities, in the order in which they are tried; at least one
 * @param jwtSecret the file of the secret that those authorities ask for; empty if they ask for
 *     none
 * @param grpc where it serves its checkpoints
 * @param engineClasses the classes of arithmetic that it may train with
 * @param exact how it computes one of them
 * @param corpus the text of the job's dataset; empty for the built-in primer
 * @param bootNodes authorities that are tried first; the others are learned from the chain
 * @param cheat how it cheats; empty for an honest learner
 */
public record LearnerConfig(
    Path data,
    Bytes32 genesisHash,
    IdentityFiles identity,
    List<URI> rpc,
    Optional<Path> jwtSecret,
    GrpcAddress grpc,
    List<String> engineClasses,
    ExactSettings exact,
    Optional<Path> corpus,
    List<PeerEntry> bootNodes,
    Optional<Cheat> cheat) {

  /** Keeps unmodifiable copies of the lists. */
  public LearnerConfig {
    rpc = List.copyOf(rpc);
    engineClasses = List.copyOf(engineClasses);
    bootNodes = List.copyOf(bootNodes);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is missing, is not TOML, has an unknown key, lacks one or has one
   *     of the wrong type
   */
  public static LearnerConfig read(Path file) {
    return TomlTable.read(file, LearnerConfig::from);
  }

  private static LearnerConfig from(TomlTable table) {
    return new LearnerConfig(
        table.path("data"),
        table.hash("genesis-hash"),
        table.table("identity", IdentityFiles::from),
        table.urls("rpc-urls"),
        table.optionalPath("jwt-secret"),
        table.table("grpc", GrpcAddress::from),
        table.strings("engine-classes"),
        table.optionalTable(ExactSettings.TABLE, ExactSettings::from).orElse(ExactSettings.DEFAULT),
        table.optionalPath("corpus"),
        PeerEntry.bootNodes(table),
        table.optionalConstant("cheat", Cheat.class));
  }

  /** This learner with a way to cheat. */
  public LearnerConfig cheating(Cheat way) {
    return new LearnerConfig(
        data,
        genesisHash,
        identity,
        rpc,
        jwtSecret,
        grpc,
        engineClasses,
        exact,
        corpus,
        bootNodes,
        Optional.of(way));
  }

  /**
   * The text of a commented file that reads back as this record.
   *
   * @param file where the file will stand
   */
  public String toToml(Path file) {
    TomlWriter out =
        new TomlWriter(file)
            .comment("A Lyceum learner. Paths are relative to this file.")
            .comment("The directory of its checkpoints.")
            .value("data", data)
            .comment("The network's genesis hash, which `lyceum network info` prints.")
            .value("genesis-hash", genesisHash.toHexString())
            .comment("JSON-RPC of authorities; the next one is tried when one does not answer.")
            .value("rpc-urls", rpc.stream().map(URI::toString).toList())
            .comment("The file of the secret that these authorities ask for, if they do.")
            .optional("jwt-secret", jwtSecret, "jwt.hex")
            .comment("The classes of arithmetic that this machine may train with.")
            .value("engine-classes", engineClasses)
            .comment("The UTF-8 text of the first job. Without it: the built-in primer.")
            .optional("corpus", corpus, "path/to/a/text/file.txt");
    cheat.ifPresent(way -> out.value("cheat", TomlTable.nameOf(way)));
    out.section("The files that prove who this node is.");
    identity.render(out);
    out.section("gRPC over mutual TLS: authorities fetch checkpoints here.");
    grpc.render(out);
    exact.render(out);
    PeerEntry.renderBootNodes(out, bootNodes);
    return out.toString();
  }
}
