package io.lyceum.api.lyceum;

import static io.lyceum.api.rpc.MethodDescription.method;

import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.schema.Schema;

/** {@code lyceum_genesis} and {@code lyceum_bootNodes}. */
public final class InvitationMethods implements RpcMethodFamily {

  private final Invitation invitation;

  /** Tells what is needed to join. */
  public InvitationMethods(Invitation invitation) {
    this.invitation = invitation;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("lyceum_genesis", "The text of the network's genesis file")
                .returns("genesis", Schema.STRING),
            parameters -> invitation.genesis())
        .add(
            method("lyceum_bootNodes", "The authorities whose place is known, as address@host:port")
                .returns("nodes", Schema.arrayOf(Schema.STRING)),
            parameters -> invitation.bootNodes());
  }
}
