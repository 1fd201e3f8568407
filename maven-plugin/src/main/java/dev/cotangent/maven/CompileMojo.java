package dev.cotangent.maven;

import dev.cotangent.CompileOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Compiles models to classes of the jar, each with a typed companion class. A model in a folder below the source directory
 * belongs to the package of that name below the package of all. What has not changed is not compiled again.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    /** Where the models are, files that end in .model; texts to include are looked for here and beside the model. */
    @Parameter(property = "cotangent.sourceDirectory", defaultValue = "${project.basedir}/src/main/model")
    private File sourceDirectory;

    /** Where the companions go, in Java. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/cotangent")
    private File generatedSources;

    /** Where the classes of the models' code go, from which the resources plugin copies them into the jar. */
    @Parameter(defaultValue = "${project.build.directory}/generated-resources/cotangent")
    private File generatedClasses;

    /** Package of the models that lie in no folder; by default the project's group with .models behind it. */
    @Parameter(property = "cotangent.package", defaultValue = "${project.groupId}.models")
    private String packageName;

    /** Whether second derivatives are compiled, too. */
    @Parameter(property = "cotangent.curvature", defaultValue = "false")
    private boolean curvature;

    /** Whether to warn about what is valid and seldom meant, too. */
    @Parameter(property = "cotangent.pedantic", defaultValue = "false")
    private boolean pedantic;

    /** Created by Maven. */
    public CompileMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (!sourceDirectory.isDirectory()) {
            getLog().info("No models in " + sourceDirectory);
            return;
        }
        CompileOptions options = CompileOptions.defaults();
        options = curvature ? options.withCurvature() : options;
        options = pedantic ? options.withPedanticWarnings() : options;
        ModelBuild build = new ModelBuild(
                sourceDirectory.toPath(),
                generatedSources.toPath(),
                generatedClasses.toPath(),
                Path.of(project.getBuild().getDirectory(), "cotangent"),
                packageName.replace('-', '_'),
                options);
        report(run(build));
        project.addCompileSourceRoot(generatedSources.toString());
        Resource classes = new Resource();
        classes.setDirectory(generatedClasses.toString());
        project.addResource(classes);
    }

    private static ModelBuild.Result run(ModelBuild build) throws MojoExecutionException {
        try {
            return build.run();
        } catch (IOException e) {
            throw new MojoExecutionException("models could not be read, or their classes not be written: " + e, e);
        }
    }

    private void report(ModelBuild.Result result) throws MojoFailureException {
        result.warnings().forEach(getLog()::warn);
        result.errors().forEach(getLog()::error);
        List<String> failed = result.failed();
        if (!failed.isEmpty()) {
            throw new MojoFailureException(
                    (failed.size() == 1 ? "a model does not compile: " : "models do not compile: ")
                            + String.join(", ", failed));
        }
        getLog().info("Compiled " + result.compiled() + " models; " + result.unchanged() + " were unchanged");
    }
}
