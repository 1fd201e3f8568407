/** The commands, one class each. */
package dev.cotangent.cli.command;
