package dev.segue.query.answer.service;

import dev.segue.query.answer.Nullable;
import java.util.List;

/**
 * What the caller may do.
 *
 * @param authentication {@code none} where everybody may do everything, {@code bearer} where tokens say who may do what
 * @param subject the caller as their token names them
 * @param roles what they may do; none where a token is needed and there is none
 * @param issuer who gave out the token
 */
public record CallerAccess(
        String authentication,
        @Nullable String subject,
        List<String> roles,
        @Nullable String issuer) {}
