package dev.segue.query.answer.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.query.answer.Nullable;

/**
 * How the service is.
 *
 * @param status {@code ok} or {@code unavailable}
 * @param problem what an operator should look at though it works; absent if nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceHealth(String status, @Nullable String problem) {}
