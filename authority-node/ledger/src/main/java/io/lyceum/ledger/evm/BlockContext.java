package io.lyceum.ledger.evm;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * What a transaction can see of its block.
 *
 * @param coinbase who is paid the fees
 * @param prevRandao the header's mixHash; what 0x44 gives from Paris on
 * @param baseFee in wei
 * @param excessBlobGas from which the price of blob gas follows; 0 before Cancun
 * @param parentBeaconBlockRoot the header's field (EIP-4788); zero before Cancun
 * @param ancestors the hashes that BLOCKHASH gives
 */
public record BlockContext(
    long number,
    long timestamp,
    long gasLimit,
    Address coinbase,
    UInt256 difficulty,
    Bytes32 prevRandao,
    UInt256 baseFee,
    long excessBlobGas,
    Bytes32 parentBeaconBlockRoot,
    BlockHashes ancestors) {

  /** The context that a header makes; its roots, bloom and gasUsed do not matter. */
  public static BlockContext of(BlockHeader header, BlockHashes ancestors) {
    return new BlockContext(
        header.number(),
        header.timestamp(),
        header.gasLimit(),
        header.coinbase(),
        header.difficulty(),
        header.mixHash(),
        header.baseFee().orElse(UInt256.ZERO),
        header.excessBlobGas().orElse(0L),
        header.parentBeaconBlockRoot().orElse(Bytes32.ZERO),
        ancestors);
  }

  /** A block as QBFT makes it on a network without base fee, knowing no ancestors. */
  public static BlockContext qbft(long number, long timestamp, long gasLimit, Address coinbase) {
    return new BlockContext(
        number,
        timestamp,
        gasLimit,
        coinbase,
        UInt256.ONE,
        BlockHeader.BFT_MIX_HASH,
        UInt256.ZERO,
        0,
        Bytes32.ZERO,
        BlockHashes.NONE);
  }

  /** The same block with another base fee. */
  public BlockContext withBaseFee(UInt256 otherBaseFee) {
    return with(coinbase, otherBaseFee);
  }

  /** The same block with another beneficiary. */
  public BlockContext withCoinbase(Address otherCoinbase) {
    return with(otherCoinbase, baseFee);
  }

  private BlockContext with(Address otherCoinbase, UInt256 otherBaseFee) {
    return new BlockContext(
        number,
        timestamp,
        gasLimit,
        otherCoinbase,
        difficulty,
        prevRandao,
        otherBaseFee,
        excessBlobGas,
        parentBeaconBlockRoot,
        ancestors);
  }
}
