package dev.roomjar.liveview.templates;

import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What both goals share. */
abstract class AbstractGenerateMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private @Nullable MavenProject project;

    MavenProject project() {
        if (project == null) {
            throw new IllegalStateException("Maven gave no project");
        }
        return project;
    }

    void generate(File sources, File output) throws MojoExecutionException, MojoFailureException {
        try {
            int written = GeneratedSources.write(TemplateSet.generate(sources.toPath()), output.toPath());
            getLog().info(written + " template classes written to " + output);
        } catch (TemplateException e) {
            throw new MojoFailureException("in " + sources + ":\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot turn the templates in " + sources + " into classes: " + e, e);
        }
    }
}
