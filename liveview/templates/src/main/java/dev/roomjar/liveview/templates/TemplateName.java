package dev.roomjar.liveview.templates;

import javax.lang.model.SourceVersion;

/**
 * Where a template stands and the class it becomes: {@code app/user-tile.jte} becomes {@code app.UserTileHtml}.
 *
 * @param file path below the source folder, with {@code /}
 * @param packageName "" for the default package
 */
record TemplateName(String file, String packageName, String className) {
    static final String EXTENSION = ".jte";

    /** The suffix ends the class name: {@code Html}, or longer for a reloaded generation of templates. */
    static TemplateName of(String file, String suffix) {
        int slash = file.lastIndexOf('/');
        String packageName = slash < 0 ? "" : file.substring(0, slash).replace('/', '.');
        String className = camelCase(file.substring(slash + 1, file.length() - EXTENSION.length())) + suffix;
        TemplateName name = new TemplateName(file, packageName, className);
        if (!SourceVersion.isName(name.qualified())) {
            throw new TemplateException(
                    file,
                    1,
                    "\"" + name.qualified() + "\" is no Java class name; name folders like packages and the file with"
                            + " letters, digits and hyphens, beginning with a letter");
        }
        return name;
    }

    String qualified() {
        return packageName.isEmpty() ? className : packageName + "." + className;
    }

    /** Path of the generated source below the output folder. */
    String javaFile() {
        return qualified().replace('.', '/') + ".java";
    }

    private static String camelCase(String name) {
        StringBuilder result = new StringBuilder(name.length());
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' || c == '_' || c == '.') {
                upper = true;
            } else {
                result.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return result.toString();
    }
}
