package io.lyceum.ledger.chain;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.evm.BlockContext;
import io.lyceum.ledger.execution.Call;
import io.lyceum.ledger.execution.CallSimulator;
import io.lyceum.ledger.execution.TransactionOutcome;
import io.lyceum.ledger.storage.Blockchain;
import io.lyceum.ledger.types.Address;
import io.lyceum.ledger.validation.ContractCall;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Calls contracts on the states that the chain holds, with the gas of a whole block. */
public final class SimulatedContractCall implements ContractCall {

  private final Blockchain chain;
  private final CallSimulator simulator;

  /** Calls on the states of a chain. */
  public SimulatedContractCall(Blockchain chain, CallSimulator simulator) {
    this.chain = chain;
    this.simulator = simulator;
  }

  @Override
  public Optional<Bytes> call(BlockHeader after, Address contract, Bytes input) {
    BlockContext context =
        BlockContext.of(after, number -> chain.hash(number).orElse(Bytes32.ZERO));
    Call call = Call.of(Address.ZERO, contract, input, after.gasLimit());
    return switch (simulator.call(chain.stateAt(after.stateRoot()), context, call)) {
      case TransactionOutcome.Executed executed when executed.isSuccess() ->
          Optional.of(executed.output());
      case TransactionOutcome.Executed _, TransactionOutcome.Refused _ -> Optional.empty();
    };
  }
}
