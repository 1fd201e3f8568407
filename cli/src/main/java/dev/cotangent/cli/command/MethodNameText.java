package dev.cotangent.cli.command;

/** Reads the names of samplers. */
final class MethodNameText extends EnumText<SamplerArguments.MethodName> {

    MethodNameText() {
        super(SamplerArguments.MethodName.class);
    }
}
