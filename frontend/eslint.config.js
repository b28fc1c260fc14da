import lit from "eslint-plugin-lit";
import tseslint from "typescript-eslint";

const onlyTheCard = (what) => ({
  "no-restricted-imports": [
    "error",
    { patterns: [{ group: ["*/ha/*", "*/api", "*/card/*"], message: what }] },
  ],
});

export default tseslint.config(
  { ignores: ["node_modules", "src/card-state.ts", "src/contract.ts"] },
  ...tseslint.configs.strictTypeChecked,
  lit.configs["flat/recommended"],
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "max-lines": ["error", 350],
      "max-lines-per-function": ["error", 60],
      "no-console": "error",
      // Numbers and the like are welcome in a template.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A method of Lit that returns nothing may stand in a template.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/unbound-method": "off",
    },
  },
  { files: ["*.js", "*.mjs"], ...tseslint.configs.disableTypeChecked },
  // A program of its own talks by printing.
  { files: ["*.mjs"], rules: { "no-console": "off" } },
  { files: ["src/components/**"], rules: onlyTheCard("A component knows no Home Assistant.") },
  {
    files: ["src/model/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["lit", "lit/*"], message: "The model draws nothing." },
            {
              group: ["*/ha/*", "*/api", "*/card/*", "*/components/*"],
              message: "The model is pure.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["tests/**"],
    rules: {
      "max-lines": ["error", 500],
      "max-lines-per-function": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
