package io.lyceum.api.lyceum;

import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import java.util.List;

/** {@code lyceum_genesis} and {@code lyceum_bootNodes}. */
public final class InvitationMethods implements RpcMethodFamily {

  private final Invitation invitation;

  /** Tells what is needed to join. */
  public InvitationMethods(Invitation invitation) {
    this.invitation = invitation;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add("lyceum_genesis", this::genesis).add("lyceum_bootNodes", this::bootNodes);
  }

  private String genesis(RpcParameters parameters) {
    parameters.atMost(0);
    return invitation.genesis();
  }

  private List<String> bootNodes(RpcParameters parameters) {
    parameters.atMost(0);
    return invitation.bootNodes();
  }
}
