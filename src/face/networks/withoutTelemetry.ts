/**
 * ONNX Runtime reports its use to its makers and leaves files in the temporary folder, unless the environment says
 * otherwise before it is loaded. A device that looks at patients tells nobody. To be imported by the main thread: what a
 * worker writes into its environment, which is a copy, the runtime does not see.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
