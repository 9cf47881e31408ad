// Debian's Chromium, one real server a worker, no retries.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "test-results/files",
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    viewport: { width: 390, height: 844 },
    // Only the stories about the service worker want one: it would answer in the place of what they route.
    serviceWorkers: "block",
    locale: "en-US",
    timezoneId: "America/New_York",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // A color in the middle of its 140 ms is no color of ours.
    contextOptions: { reducedMotion: "reduce" },
    // The page has one touch target and one thumb.
    hasTouch: true,
    launchOptions: {
      executablePath: process.env.FULLCUP_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "stories", testMatch: "stories/*.spec.js" },
    { name: "axe", testMatch: ["axe.spec.js", "axe-doors.spec.js", "gallery.spec.js"], timeout: 10 * 60_000 },
    { name: "axe-reach", testMatch: "axe-reach.spec.js", dependencies: ["axe"] },
    { name: "shots", testMatch: "shots.spec.js", timeout: 10 * 60_000 },
  ],
});
