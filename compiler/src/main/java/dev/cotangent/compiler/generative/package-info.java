/** Programs whose prior is made of standard normals: from distributions of parameters to what draws them. */
package dev.cotangent.compiler.generative;
