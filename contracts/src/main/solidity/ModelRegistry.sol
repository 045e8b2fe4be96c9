// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AuthorityRegistry} from "./AuthorityRegistry.sol";
import {Ballots} from "./Ballots.sol";
import {AUTHORITY_REGISTRY, PROOF_OF_LEARNING, TRAINING_JOBS, requireCaller} from "./Predeployed.sol";

/// @title Models: the meta chain and the parameter chain
/// @notice Meta entries (specification and behaviour guidelines) are agreed by the authorities, each linked to the one
/// before by its hash. Versions are the Merkle roots of accepted parameters, each with its parent and the meta entry
/// that it obeys. Model ids start at 1; entries and versions are numbered from 0.
contract ModelRegistry is Ballots {
    /// The most bytes of a specification, and of guidelines.
    uint256 public constant MAX_DOCUMENT_BYTES = 8192;

    struct MetaEntry {
        /// Hash of the entry before; zero for the first.
        bytes32 previousHash;
        /// keccak256(abi.encode(modelId, index, previousHash, keccak256(specification), keccak256(guidelines))).
        bytes32 hash;
        bytes specification;
        bytes guidelines;
    }

    struct Version {
        /// Merkle root over the tensors.
        bytes32 root;
        /// Root of the parent; zero for the first.
        bytes32 parent;
        uint256 metaIndex;
        uint256 jobId;
        /// Held-out loss, 1e9 × mean nats per token, on the data of the job.
        uint64 loss;
        uint64 blockNumber;
    }

    uint256 public modelCount;
    mapping(uint256 modelId => MetaEntry[]) private _meta;
    mapping(uint256 modelId => Version[]) private _versions;

    event MetaPublished(uint256 indexed modelId, uint256 index, bytes32 previousHash, bytes32 hash);
    event VersionAppended(
        uint256 indexed modelId, uint256 index, bytes32 indexed root, bytes32 indexed parent, uint256 jobId, uint64 loss
    );

    error UnknownModel(uint256 modelId);
    error UnknownMetaEntry(uint256 modelId, uint256 index);
    error UnknownVersion(uint256 modelId, uint256 index);
    error DocumentTooLarge(uint256 size);
    error NotCurrent(bytes32 version, bytes32 current);

    /// Proposes, by an authority, the next meta entry of a model (the first of a new one if `modelId` is
    /// `modelCount + 1`); it is published by the call that makes 67 % agree on the same bytes.
    function publish(uint256 modelId, bytes calldata specification, bytes calldata guidelines) external {
        if (modelId == 0 || modelId > modelCount + 1) revert UnknownModel(modelId);
        if (specification.length > MAX_DOCUMENT_BYTES) revert DocumentTooLarge(specification.length);
        if (guidelines.length > MAX_DOCUMENT_BYTES) revert DocumentTooLarge(guidelines.length);
        uint256 index = _meta[modelId].length;
        bytes32 previousHash = index == 0 ? bytes32(0) : _meta[modelId][index - 1].hash;
        bytes32 hash = entryHash(modelId, index, previousHash, specification, guidelines);
        // The hash covers the predecessor, so it serves as the motion: carried, it is never proposed again.
        if (!_support(hash)) return;
        if (modelId > modelCount) modelCount = modelId;
        _meta[modelId].push(MetaEntry(previousHash, hash, specification, guidelines));
        emit MetaPublished(modelId, index, previousHash, hash);
    }

    /// The hash that an entry would have; it is also the motion of `publish`.
    function entryHash(
        uint256 modelId,
        uint256 index,
        bytes32 previousHash,
        bytes calldata specification,
        bytes calldata guidelines
    ) public pure returns (bytes32) {
        return keccak256(abi.encode(modelId, index, previousHash, keccak256(specification), keccak256(guidelines)));
    }

    /// Starts the parameter chain with a job's initial version, or checks that it is the current one; called by
    /// TrainingJobs.
    function anchor(uint256 modelId, uint256 metaIndex, bytes32 root, uint256 jobId, uint64 loss) external {
        requireCaller(TRAINING_JOBS);
        if (metaIndex >= _meta[modelId].length) revert UnknownMetaEntry(modelId, metaIndex);
        uint256 length = _versions[modelId].length;
        if (length == 0) {
            _append(modelId, metaIndex, root, bytes32(0), jobId, loss);
        } else {
            bytes32 current = _versions[modelId][length - 1].root;
            if (root != current) revert NotCurrent(root, current);
        }
    }

    /// Appends an accepted version; called by ProofOfLearning.
    function append(uint256 modelId, uint256 metaIndex, bytes32 root, bytes32 parent, uint256 jobId, uint64 loss)
        external
    {
        requireCaller(PROOF_OF_LEARNING);
        bytes32 current = currentVersion(modelId);
        if (parent != current) revert NotCurrent(parent, current);
        _append(modelId, metaIndex, root, parent, jobId, loss);
    }

    /// The root of the newest version of a model.
    function currentVersion(uint256 modelId) public view returns (bytes32) {
        uint256 length = _versions[modelId].length;
        if (length == 0) revert UnknownVersion(modelId, 0);
        return _versions[modelId][length - 1].root;
    }

    /// The number of versions of a model.
    function versionCount(uint256 modelId) external view returns (uint256) {
        return _versions[modelId].length;
    }

    /// A version of a model by its number.
    function version(uint256 modelId, uint256 index) external view returns (Version memory) {
        if (index >= _versions[modelId].length) revert UnknownVersion(modelId, index);
        return _versions[modelId][index];
    }

    /// The number of meta entries of a model.
    function metaCount(uint256 modelId) external view returns (uint256) {
        return _meta[modelId].length;
    }

    /// A meta entry of a model by its number.
    function metaEntry(uint256 modelId, uint256 index) external view returns (MetaEntry memory) {
        if (index >= _meta[modelId].length) revert UnknownMetaEntry(modelId, index);
        return _meta[modelId][index];
    }

    function _electors() internal view override returns (address[] memory) {
        return AuthorityRegistry(AUTHORITY_REGISTRY).getValidators();
    }

    function _append(uint256 modelId, uint256 metaIndex, bytes32 root, bytes32 parent, uint256 jobId, uint64 loss)
        private
    {
        uint256 index = _versions[modelId].length;
        _versions[modelId].push(Version(root, parent, metaIndex, jobId, loss, uint64(block.number)));
        emit VersionAppended(modelId, index, root, parent, jobId, loss);
    }
}
