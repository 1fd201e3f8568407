package dev.cotangent;

/**
 * Something about a valid model that its author may not have meant, or that a later version will not accept.
 *
 * @param code stable code of the kind of warning
 * @param file name of the source
 * @param line line, from 1
 * @param column column, from 1
 * @param message what was found, without the source line
 * @param rendered the whole as text, ready to be shown: place, source line, caret, what was found and what to write instead
 */
public record ModelWarning(String code, String file, int line, int column, String message, String rendered) {}
