package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The access list that a call needs, and the gas that it uses with it; {@code error} says why the
 * call fails, if it does.
 */
public record AccessListResult(
    List<TransactionResult.AccessListItem> accessList,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> error,
    long gasUsed) {}
