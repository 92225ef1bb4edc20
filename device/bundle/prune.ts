/** Of no use where a package only runs: read by people, by compilers, by debuggers. */
const ofNoUse = [
  /\.(map|ts|mts|cts|tsx|gyp|gypi|flow|coffee|tgz)$/,
  // By their whole names: `security_category.js` is a program.
  /(^|\/)(readme|changelog|history|contributing|security|code_of_conduct|todo|tutorial|upgrading)(\.(md|txt|rst|markdown))?$/i,
  /\.md$/i,
  /(^|\/)(test|tests|docs|example|examples|demo|benchmark|benchmarks|\.github|\.vscode)\//,
  /(^|\/)(\.eslintrc|\.npmignore|\.editorconfig|\.prettierrc|\.travis)[^/]*$/,
  /(^|\/)(tsconfig|karma|webpack|rollup|api-extractor)[^/]*\.(json|conf\.\w+|config\.\w+)$/,
];

/** What of a package is left away beside: other machines' code, sources of what is compiled, networks nobody asks. */
const leftAway: Readonly<Record<string, RegExp>> = {
  // It names the code for every other machine in a file of its own, which nothing loads by itself.
  'better-sqlite3-13': /^(deps|src)\/|^prebuilds\/(?!linux-x64\.node$)(?=.)|^lib\/(darwin|win32|linuxmusl|linux-arm64)/,
  '@pokusew/pcsclite': /^(src|build)\//,
  // Of its sources only what is JavaScript.
  koffi: /^vendor\/|^src\/.*\.(?!c?js$)[^/.]+$/,
  '@koromix/koffi-linux-x64': /^musl_x64\//,
  'onnxruntime-node': /^(bin\/napi-v6\/(win32|darwin|linux\/arm64)|script)\//,
  sharp: /^(src|install)\//,
  '@vladmandic/face-api':
    /^(dist|demo|src|types)\/|^build\.js$|^favicon|^model\/(age_gender|face_expression|face_landmark_68_tiny|tiny_face)/,
  'tesseract.js': /^(dist|scripts)\//,
  // The engine that reads digits is the one of long short-term memory, its program in a file of its own.
  'tesseract.js-core': /\.wasm\.js$|^(tesseract-core(-simd|-relaxedsimd)?\.(js|wasm)|index\.js)$/,
  '@tesseract.js-data/eng': /^4\.0\.0\//,
  '@cornerstonejs/codec-openjpeg': /^dist\/openjpeg(js|js_decode|wasm)\.(js|wasm)$/,
};

/** Whether a file of a package goes along. @param path below the package's folder, with `/` at the end of folders */
export function goesAlong(name: string, path: string): boolean {
  if (/(^|\/)(licen[cs]e|notice|copying|third_party)[^/]*$/i.test(path)) return !leftAway[name]?.test(path);
  return !ofNoUse.some((pattern) => pattern.test(path)) && !leftAway[name]?.test(path);
}
