/**
 * Settings from one definition into records: a properties file, the environment over it, checked all at once.
 * {@link dev.segue.config.Settings} is the way in.
 */
package dev.segue.config;
