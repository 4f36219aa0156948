import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

export default tseslint.config(
    { ignores: ["node_modules/", ".stryker-tmp/", "coverage/", "**/*.js", "**/*.mjs"] },
    eslint.configs.recommended,
    tseslint.configs.strictTypeChecked,
    {
        languageOptions: {
            parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
        },
        plugins: { "@pulumi": pulumi },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "off",
            "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
            "max-lines-per-function": [
                "error",
                { max: 60, skipBlankLines: true, skipComments: true },
            ],
            // A resource exists because it was constructed; its variable may have no reader.
            "no-new": "off",
            "@typescript-eslint/consistent-type-imports": "error",
            // Taking a key out of an object names it once more.
            "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
        },
    },
    {
        files: ["tests/**/*.ts"],
        rules: {
            "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
            "max-lines-per-function": "off",
        },
    },
    {
        // Shapes given from outside: generated SDK style and gRPC messages.
        files: ["sdks/**/*.ts"],
        rules: { "@typescript-eslint/no-extraneous-class": "off" },
    },
);
