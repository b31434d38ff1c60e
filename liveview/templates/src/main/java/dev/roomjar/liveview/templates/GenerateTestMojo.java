package dev.roomjar.liveview.templates;

import java.io.File;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Turns the {@code .jte} templates of the tests into Java classes. */
@Mojo(name = "generate-test", defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES, threadSafe = true)
public final class GenerateTestMojo extends AbstractGenerateMojo {
    /** Where the templates are, in folders named like packages. */
    @Parameter(defaultValue = "${project.basedir}/src/test/java")
    private File sources = new File("");

    /** Where the classes go. */
    @Parameter(defaultValue = "${project.build.directory}/generated-test-sources/liveview")
    private File output = new File("");

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        generate(sources, output);
        project().addTestCompileSourceRoot(output.getPath());
    }
}
