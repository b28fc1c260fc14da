import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.ts"],
    restoreMocks: true,
    reporters: ["dot"],
    // Lit says once a file that this is its version for development, which is what tests need.
    onConsoleLog: (log) => !log.startsWith("Lit is in dev mode"),
    coverage: {
      include: ["src/**/*.ts"],
      exclude: ["src/card-state.ts", "src/contract.ts", "src/index.ts"],
      reporter: ["text-summary"],
      thresholds: {
        lines: 90,
        "src/model/**": { lines: 100, branches: 100, functions: 100 },
      },
    },
  },
});
