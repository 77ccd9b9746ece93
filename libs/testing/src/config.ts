/** The address of the test run's infrastructure; undefined when a test was started without it. */
export const testServer = (): string | undefined => process.env['SECUREBASE_TEST_SERVER'];
