// Tests the TextMate grammars: `node scopes.mjs MODULES FILE...`, MODULES being where vscode-textmate and vscode-oniguruma are.
//
// The cases beside this file, `monkey.txt` and `hasm.txt`, hold lines of a program, each followed by lines that say what it has:
// `    TEXT : SCOPE` means that TEXT, where it stands for the first time behind what was named before, has a scope that begins so.
// In the files, which are whole programs, nothing may be invalid, and at their ends no string, comment or bracket be open.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const here = path.dirname(new URL(import.meta.url).pathname);
const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, 'x.js'));
const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');

await oniguruma.loadWASM(fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
    const file = path.join(here, '../syntaxes', `${scope.replace('source.', '')}.tmLanguage.json`);
    return parseRawGrammar(fs.readFileSync(file, 'utf8'), file);
  },
});

let wrong = 0;
const complain = (text) => {
  wrong++;
  console.log(text);
};

let checks = 0;
for (const language of ['monkey', 'hasm']) {
  const grammar = await registry.loadGrammar(`source.${language}`);
  let state = INITIAL;
  let line = '';
  let tokens = [];
  let from = 0;
  const cases = fs.readFileSync(path.join(here, `${language}.txt`), 'utf8').split('\n');
  cases.forEach((text, index) => {
    const claim = /^ {4}(.+) : (\S+)$/.exec(text);
    if (!claim) {
      line = text;
      from = 0;
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      tokens = result.tokens;
      return;
    }
    checks++;
    const [, word, scope] = claim;
    const at = line.indexOf(word, from);
    if (at < 0) return complain(`${language}.txt:${index + 1}: no ${word} in: ${line}`);
    from = at + word.length;
    const token = tokens.find((token) => token.startIndex <= at && at < token.endIndex);
    if (!token.scopes.some((name) => name.startsWith(scope))) {
      complain(`${language}.txt:${index + 1}: ${word} is ${token.scopes.slice(1).join(' ')}, not ${scope}`);
    }
  });
}

for (const file of files) {
  const grammar = await registry.loadGrammar(file.endsWith('.hasm') ? 'source.hasm' : 'source.monkey');
  let state = INITIAL;
  fs.readFileSync(file, 'utf8').split('\n').forEach((line, index) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      if (token.scopes.some((scope) => scope.startsWith('invalid'))) {
        complain(`${file}:${index + 1}:${token.startIndex + 1}: ${token.scopes.at(-1)}: ${line}`);
      }
    }
  });
  if (state.depth !== 1) complain(`${file}: something is open at the end`);
}

console.log(`textmate: ${files.length} files, ${checks} scopes, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
