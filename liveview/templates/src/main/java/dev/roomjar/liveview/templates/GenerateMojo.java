package dev.roomjar.liveview.templates;

import java.io.File;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Turns the {@code .jte} templates beside the views into Java classes. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractGenerateMojo {
    /** Where the templates are, in folders named like packages. */
    @Parameter(defaultValue = "${project.basedir}/src/main/java")
    private File sources = new File("");

    /** Where the classes go. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/liveview")
    private File output = new File("");

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        generate(sources, output);
        project().addCompileSourceRoot(output.getPath());
    }
}
