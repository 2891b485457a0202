import { describe, expect, it } from 'vitest';
import { looksLikeUnifiedDiff } from '../../lib/text/diff-shape.ts';

const id = '0123456789'.repeat(4);
const git = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
const pair = '--- x\t2024-01-01\n+++ x\t2024-01-02\n@@ -1 +1 @@\n-a\n+b\n';

const diffs: Readonly<Record<string, string>> = {
  'git diff': git,
  'with line ends of Windows': git.replaceAll('\n', '\r\n'),
  'after empty lines': `\n\n${git}`,
  'diff -u': pair,
  'diff -ru': `diff -ru one/x two/x\n${pair}`,
  'diff -r with a missing file first': `Only in one: y\ndiff -ru one/x two/x\n${pair}`,
  'diff -r with a binary file first': `Binary files one/b and two/b differ\ndiff -ru one/x two/x\n${pair}`,
  Subversion: `Index: x\n${'='.repeat(67)}\n${pair}`,
  Mercurial: `# HG changeset patch\n# User x\n\nmessage\n\n${git}`,
  'git show': `commit ${id}\nAuthor: A <a@b>\nDate:   now\n\n    message\n\n${git}`,
  'git show of SHA-256': `commit ${'0'.repeat(64)} (HEAD)\n\n    message\n\n${git}`,
  'git log --oneline -p': `0123abc message\n${git}`,
  'a tag': `tag v1\nTagger: x\n\ncommit ${id}\n\n${git}`,
  'git format-patch': `From ${id} Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nSubject: [PATCH] x\n\n---\n x | 2 +-\n\n${git}`,
  'a mailed patch': `From: A <a@b>\nDate: now\nSubject: [RFC PATCH v2] x\n\n---\n x | 2 +-\n\n${git}`,
  'a merge': `diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,1 @@@\n`,
  'a mode change': 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n',
  'a rename without prefixes': 'diff --git one two\nsimilarity index 100%\nrename from one\nrename to two\n',
};

const others: Readonly<Record<string, string>> = {
  nothing: '',
  'empty lines': '\n\n',
  'a line of dashes': '---\ntitle: x\n---\ntext\n',
  'a list': '- one\n- two\n+ three\n',
  'a setext heading': 'Title\n--- \n+++ x\n@@ -1 +1 @@\n',
  'a pair without hunk': '--- x\n+++ y\ntext\n',
  'text that quotes a diff': `See this diff:\n\n${git}`,
  'a commit without diff': `commit ${id}\nAuthor: A <a@b>\n\n    message\n`,
  'a mail that is no patch': `From: A <a@b>\nSubject: your diff\n\n${git}`,
  'a mail with PATCH in its text': `From: A <a@b>\nSubject: x\n\nSubject: PATCH\n\n${git}`,
  'the word diff': 'diff - what is it?\nnobody knows\n',
  'a diff command': 'diff --git a/x b/x\nis how it starts\n',
  'a hunk alone': '@@ -1 +1 @@\n-a\n+b\n',
  'a list of digests': `${id}  one\n${id}  two\n`,
};

describe('looksLikeUnifiedDiff', () => {
  it.each(Object.keys(diffs))('says yes to %s', name => {
    expect(looksLikeUnifiedDiff(Buffer.from(diffs[name] ?? ''))).toBe(true);
  });

  it.each(Object.keys(others))('says no to %s', name => {
    expect(looksLikeUnifiedDiff(Buffer.from(others[name] ?? ''))).toBe(false);
  });
});
