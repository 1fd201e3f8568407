/**
 * From the checked program to the intermediate representation: functions are inlined, containers become flat buffers,
 * vectorised statements become loops.
 */
package dev.cotangent.compiler.lower;
