/** The command line: where it starts, what it runs in, and how failures become messages and exit codes. */
package dev.cotangent.cli;
