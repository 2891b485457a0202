/** Updates against servers on the loopback that cut, lie and change their minds: the old database stays whole each time. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportFile, importFile } from '../../../lib/run/database/carry.ts';
import { importFolder } from '../../../lib/run/database/import-folder.ts';
import { openDatabaseFile } from '../../../lib/run/database/open.ts';
import type { DatabasePlace } from '../../../lib/run/database/place.ts';
import { placeDatabase } from '../../../lib/run/database/place.ts';
import type { UpdateRequest } from '../../../lib/run/database/update.ts';
import { updateDatabase } from '../../../lib/run/database/update.ts';
import { makeZip } from '../../zip.ts';
import type { Mirror } from './mirror.ts';
import { makeArchive, makeRecord, startMirror } from './mirror.ts';

let mirror: Mirror;
let place: DatabasePlace;
let work: string;

beforeEach(async () => {
  mirror = await startMirror();
  work = mkdtempSync(join(tmpdir(), 'gate-db-'));
  place = placeDatabase(join(work, 'db'));
});

afterEach(async () => {
  await mirror.close();
  rmSync(work, { recursive: true, force: true });
});

const update = (more: Partial<UpdateRequest> = {}) =>
  updateDatabase({
    ...{ place, base: mirror.base, ecosystems: ['npm'], today: '2026-11-21', idleMilliseconds: 1500 },
    progress: { fetching: () => {}, compiling: () => {} },
    ...more,
  });

const idsOf = (name: string): string[] =>
  (openDatabaseFile(place.file)?.vulnerable('npm', name) ?? []).map(({ id }) => id);

/** Fails with this message, and leaves the database as it was: not a byte differs, and no lock. */
async function failsAndKeeps(reason: RegExp, more: Partial<UpdateRequest> = {}): Promise<void> {
  const before = readFileSync(place.file);
  await expect(update(more)).rejects.toThrow(reason);
  expect(readFileSync(place.file).equals(before)).toBe(true);
  expect(existsSync(place.lock)).toBe(false);
  expect(existsSync(`${place.file}.new`)).toBe(false);
}

async function startWith(names: readonly string[]): Promise<void> {
  mirror.files.set('npm/all.zip', makeArchive(names));
  await update();
  expect(idsOf(names[0] ?? '')).toEqual(['GHSA-0']);
  mirror.log.length = 0;
}

describe('an update', () => {
  test('fetches, compiles and tells what it did', async () => {
    mirror.files.set('npm/all.zip', makeArchive(['old']));
    mirror.files.set('npm/names.txt', Buffer.from('# names\nold\nother\n'));
    mirror.files.set('npm/versions.jsonl', Buffer.from('{"name":"old","newest":["3.0.0"]}\n'));
    mirror.files.set(
      'GitHub Actions/all.zip',
      makeZip({ 'A.json': makeRecord('GHSA-A', 'o/r', '2.0.0', 'GitHub Actions') }),
    );
    const files = await update({ ecosystems: null });
    expect(
      files.filter(({ outcome }) => outcome === 'fetched').map(({ ecosystem, file }) => `${ecosystem} ${file}`),
    ).toEqual(['npm all.zip', 'npm names.txt', 'npm versions.jsonl', 'GitHub Actions all.zip']);
    const database = openDatabaseFile(place.file);
    expect([...(database?.ecosystems.keys() ?? [])]).toEqual(['npm', 'GitHub Actions']);
    expect(database?.isKnown('npm', 'other')).toBe(true);
    expect(database?.isKnown('npm', 'none')).toBe(false);
    expect(database?.versions('npm', 'old')?.newest).toEqual(['3.0.0']);
    expect(database?.vulnerable('GitHub Actions', 'o/r').length).toBe(1);
  });

  test('asks whether anything has changed, and dates the data anew', async () => {
    await startWith(['old']);
    const files = await update({ today: '2026-11-25' });
    expect(files.map(({ outcome }) => outcome)).toEqual(['unchanged', 'missing', 'missing']);
    expect(mirror.log[0]).toBe('npm/all.zip 304');
    expect(idsOf('old')).toEqual(['GHSA-0']);
    expect(openDatabaseFile(place.file)?.ecosystems.get('npm')?.advisoriesDate).toBe('2026-11-25');
  });

  test('takes what has changed', async () => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', makeArchive(['new']));
    await update();
    expect([idsOf('old'), idsOf('new')]).toEqual([[], ['GHSA-0']]);
  });

  test('of one ecosystem leaves the others as they were, with their dates', async () => {
    await startWith(['old']);
    mirror.files.set('PyPI/all.zip', makeZip({ 'P.json': makeRecord('PYSEC-1', 'a', '2.0', 'PyPI') }));
    await update({ ecosystems: ['PyPI'], today: '2026-11-25' });
    const database = openDatabaseFile(place.file);
    expect(idsOf('old')).toEqual(['GHSA-0']);
    expect(database?.ecosystems.get('npm')?.advisoriesDate).toBe('2026-11-21');
    expect(database?.ecosystems.get('PyPI')?.advisoriesDate).toBe('2026-11-25');
  });

  test('follows a redirect', async () => {
    mirror.files.set('npm/all.zip', makeArchive(['old']));
    mirror.files.set('moved/all.zip', makeArchive(['old']));
    mirror.misbehave = (request, response) => {
      if (!request.url?.includes('/npm/')) return false;
      response.writeHead(302, { location: '/osv/moved/all.zip' }).end();
      return true;
    };
    await update();
    expect(idsOf('old')).toEqual(['GHSA-0']);
  });
});

test('when nothing has changed only the days do, and a broken off update is compiled all the same', async () => {
  await startWith(['old']);
  const compiled: string[] = [];
  const progress = { fetching: () => {}, compiling: (name: string) => compiled.push(name) };
  await update({ today: '2026-11-22', progress });
  expect(compiled).toEqual([]);
  const database = openDatabaseFile(place.file);
  expect([database?.date, database?.ecosystems.get('npm')?.advisoriesDate]).toEqual(['2026-11-22', '2026-11-22']);
  exportFile(place, join(work, 'whole.db'));

  mirror.files.set('npm/all.zip', makeArchive(['new']));
  const broken = update({
    progress: {
      fetching: () => {},
      compiling: () => {
        throw new Error('killed');
      },
    },
  });
  await expect(broken).rejects.toThrow('killed');
  expect(idsOf('new')).toEqual([]);
  const files = await update();
  expect(files[0]?.outcome).toBe('unchanged');
  expect(idsOf('new')).toEqual(['GHSA-0']);
});

test('an update mends a damaged database', async () => {
  await startWith(['old']);
  const bytes = readFileSync(place.file);
  for (const spoilt of [bytes.subarray(0, -3), Buffer.from(bytes).fill(0x41, bytes.length - 40), Buffer.from('junk')]) {
    writeFileSync(place.file, spoilt);
    await update();
    expect(readFileSync(place.file).equals(bytes)).toBe(true);
  }
});

test('what an imported database holds besides is not lost unasked', async () => {
  await startWith(['old']);
  exportFile(place, join(work, 'carried.db'));
  const other = placeDatabase(join(work, 'other'));
  await importFile(other, join(work, 'carried.db'));
  mirror.files.set('Hex/all.zip', makeZip({ 'H.json': makeRecord('GHSA-H', 'h', '2.0.0', 'Hex') }));
  await expect(update({ place: other, ecosystems: ['Hex'] })).rejects.toThrow(
    /holds npm, of which nothing was fetched/,
  );
  expect(openDatabaseFile(other.file)?.vulnerable('npm', 'old').length).toBe(1);
  await update({ place: other, ecosystems: ['Hex', 'npm'] });
  expect([...(openDatabaseFile(other.file)?.ecosystems.keys() ?? [])]).toEqual(['npm', 'Hex']);
});

describe('a cut connection', () => {
  test('is taken up where it broke', async () => {
    const content = makeArchive(['old'], 100_000);
    mirror.files.set('npm/all.zip', content);
    let cuts = 0;
    mirror.misbehave = (request, response, whole) => {
      if (cuts++ > 0) return false;
      expect(request.headers.range).toBeUndefined();
      response.writeHead(200, { etag: '"x"', 'content-length': whole.length });
      response.write(whole.subarray(0, 50_000), () => response.destroy());
      return true;
    };
    // The first answer has another tag than the file: what was got is then of another file, and the server sends all of it.
    await update();
    expect(idsOf('old')).toEqual(['GHSA-0']);
  });

  test('costs only the rest when the file is the same', async () => {
    const content = makeArchive(['old'], 100_000);
    const { etagOf } = await import('./mirror.ts');
    mirror.files.set('npm/all.zip', content);
    let cuts = 0;
    mirror.misbehave = (_, response, whole) => {
      if (cuts++ > 0) return false;
      response.writeHead(200, { etag: etagOf(whole), 'content-length': whole.length });
      response.write(whole.subarray(0, 50_000), () => setTimeout(() => response.destroy(), 50));
      return true;
    };
    await update();
    expect(mirror.log.filter(line => line.startsWith('npm/all.zip'))).toEqual([
      'npm/all.zip 200',
      'npm/all.zip 206 bytes=50000-',
    ]);
    expect(idsOf('old')).toEqual(['GHSA-0']);
  });

  test('time and again fails, and the next run goes on', async () => {
    await startWith(['old']);
    const content = makeArchive(['new'], 100_000);
    const { etagOf } = await import('./mirror.ts');
    mirror.files.set('npm/all.zip', content);
    mirror.misbehave = (request, response, whole) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      const range = `bytes ${from}-${whole.length - 1}/${whole.length}`;
      response.writeHead(from === 0 ? 200 : 206, {
        ...{ etag: etagOf(whole), 'content-length': whole.length - from },
        ...(from === 0 ? {} : { 'content-range': range }),
      });
      response.write(whole.subarray(from, from + 1000), () => setTimeout(() => response.destroy(), 20));
      return true;
    };
    await failsAndKeeps(/cannot be fetched/);
    mirror.misbehave = null;
    mirror.log.length = 0;
    await update();
    expect(mirror.log[0]).toMatch(/^npm\/all\.zip 206 bytes=[1-9]\d*-$/);
    expect(idsOf('new')).toEqual(['GHSA-0']);
  });

  test('a server that falls silent is given up', async () => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', makeArchive(['new']));
    mirror.misbehave = (_, response, whole) => {
      response.writeHead(200, { 'content-length': whole.length }).write(whole.subarray(0, 10));
      return true;
    };
    await failsAndKeeps(/cannot be fetched/, { idleMilliseconds: 100 });
  });

  test('a part of another file than the one before is thrown away', async () => {
    await startWith(['old']);
    const [first, second] = [makeArchive(['first'], 50_000), makeArchive(['second'], 60_000)];
    const { etagOf } = await import('./mirror.ts');
    mirror.files.set('npm/all.zip', first);
    let cuts = 0;
    mirror.misbehave = (_, response, whole) => {
      if (cuts++ > 0) return false;
      response.writeHead(200, { etag: etagOf(whole), 'content-length': whole.length });
      response.write(whole.subarray(0, 20_000), () => {
        mirror.files.set('npm/all.zip', second);
        setTimeout(() => response.destroy(), 20);
      });
      return true;
    };
    await update();
    expect(idsOf('second')).toEqual(['GHSA-0']);
  });
});

describe('what a server sends wrongly', () => {
  test.each<[string, (whole: Buffer) => Buffer, RegExp]>([
    ['a changed byte', whole => Buffer.from(whole).fill(0x55, 60, 64), /all\.zip cannot be used/],
    ['half of it', whole => whole.subarray(0, whole.length / 2), /all\.zip cannot be used/],
    ['nothing', () => Buffer.alloc(0), /all\.zip cannot be used/],
    ['a page', () => Buffer.from('<html>sign in</html>'), /all\.zip cannot be used/],
    ['an archive of nothing', () => makeZip({}), /the archive is empty/],
    ['records that are no JSON', () => makeZip({ 'A.json': '{"id":' }), /A\.json is no JSON/],
    ['JSON that is no record', () => makeZip({ 'A.json': '[1]' }), /no record of OSV/],
  ])('%s', async (_, spoil, reason) => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', spoil(makeArchive(['new'], 5000)));
    await failsAndKeeps(reason);
    mirror.files.set('npm/all.zip', makeArchive(['new']));
    await update();
    expect(idsOf('new')).toEqual(['GHSA-0']);
  });

  test.each([
    ['longer', 1000],
    ['shorter', -1000],
  ])('a length that is %s than what comes', async (_, difference) => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', makeArchive(['new'], 5000));
    mirror.misbehave = (_request, response, whole) => {
      // Node would not send a wrong length by itself.
      response.socket?.write(
        `HTTP/1.1 200 OK\r\nContent-Length: ${whole.length + difference}\r\nConnection: close\r\n\r\n`,
      );
      response.socket?.end(whole);
      return true;
    };
    await failsAndKeeps(/cannot be (?:fetched|used)/);
    mirror.misbehave = null;
    await update();
    expect(idsOf('new')).toEqual(['GHSA-0']);
  });

  test.each([500, 503, 403, 418])('status %d', async status => {
    await startWith(['old']);
    mirror.misbehave = (_, response) => {
      response.writeHead(status).end('no');
      return true;
    };
    await failsAndKeeps(new RegExp(`the server answered ${status}`));
  });

  test.each([
    ['names.txt', 'one\ntwo', /cut short/],
    ['names.txt', '\n', /holds no name/],
    ['versions.jsonl', '{"name":"a"}\n{"na', /line 2 is no entry/],
  ])('a list %s of %j', async (name, text, reason) => {
    await startWith(['old']);
    mirror.files.set(`npm/${name}`, Buffer.from(text));
    await failsAndKeeps(reason);
  });

  test('an ecosystem that was named and is not there', async () => {
    await startWith(['old']);
    await failsAndKeeps(/no advisories for Hex/, { ecosystems: ['npm', 'Hex'] });
  });

  test('nobody listens', async () => {
    await startWith(['old']);
    const { base } = mirror;
    await mirror.close();
    await failsAndKeeps(/cannot be fetched/, { base });
    mirror = await startMirror();
  });

  test.each(['ftp://mirror.example.com', 'mirror.example.com', ''])('the address %j', async base => {
    await expect(update({ base })).rejects.toThrow(/no address/);
  });

  test('a password in the address is not told', async () => {
    const base = mirror.base.replace('http://', 'http://user:hunter@');
    mirror.files.set('npm/all.zip', makeArchive(['old']));
    mirror.misbehave = (_, response) => {
      response.writeHead(403).end();
      return true;
    };
    await expect(update({ base })).rejects.toThrow(/^(?!.*hunter).*403/);
  });
});

describe.skipIf(process.platform === 'win32' || !existsSync('/dev/full'))('a full disk', () => {
  test('while it fetches', async () => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', makeArchive(['new'], 5000));
    const part = join(place.fetched, 'npm', 'all.zip.part');
    mirror.misbehave = () => {
      symlinkSync('/dev/full', part);
      return false;
    };
    await failsAndKeeps(/ENOSPC/);
    mirror.misbehave = null;
    await update();
    expect(idsOf('new')).toEqual(['GHSA-0']);
  });

  test('while it writes the database', async () => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', makeArchive(['new']));
    await failsAndKeeps(/ENOSPC/, {
      progress: { fetching: () => {}, compiling: () => symlinkSync('/dev/full', `${place.file}.new`) },
    });
    await update();
    expect(idsOf('new')).toEqual(['GHSA-0']);
  });
});

describe('two updates at once', () => {
  test('the second is told that the first is at work', async () => {
    await startWith(['old']);
    mirror.files.set('npm/all.zip', makeArchive(['new']));
    const outcomes = await Promise.allSettled([update(), update(), update()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const refused = outcomes.find(outcome => outcome.status === 'rejected');
    expect(String(refused?.reason)).toContain(`another update is at work on this database (process ${process.pid})`);
    expect(idsOf('new')).toEqual(['GHSA-0']);
    expect(existsSync(place.lock)).toBe(false);
  });

  test('the lock of a process that is gone is taken over, that of another machine is not', async () => {
    await startWith(['old']);
    writeFileSync(place.lock, `999999999 ${hostname()}`);
    await update();
    expect(readdirSync(place.folder).filter(name => name.startsWith('lock'))).toEqual([]);
    writeFileSync(place.lock, '1 another.example.com');
    await expect(update()).rejects.toThrow(/another update/);
    expect(readFileSync(place.lock, 'utf8')).toBe('1 another.example.com');
  });
});

describe('carrying a database', () => {
  test('an exported one is imported elsewhere', async () => {
    await startWith(['old']);
    const carried = join(work, 'carried.db');
    exportFile(place, carried);
    const other = placeDatabase(join(work, 'other'));
    await importFile(other, carried);
    expect(readFileSync(other.file).equals(readFileSync(place.file))).toBe(true);
  });

  test('a damaged one is refused, and what was there stays', async () => {
    await startWith(['old']);
    const carried = join(work, 'carried.db');
    const bytes = readFileSync(place.file);
    for (const at of [0, 20, bytes.length - 200, bytes.length - 1]) {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      writeFileSync(carried, spoilt);
      await expect(importFile(place, carried)).rejects.toThrow(/cannot be used/);
    }
    writeFileSync(carried, bytes.subarray(0, -1));
    await expect(importFile(place, carried)).rejects.toThrow(/cut short/);
    await expect(importFile(place, join(work, 'none'))).rejects.toThrow(/cannot be read/);
    expect(readFileSync(place.file).equals(bytes)).toBe(true);
  });

  test('a folder laid out like a mirror will do', async () => {
    const folder = join(work, 'brought');
    mkdirSync(join(folder, 'npm'), { recursive: true });
    writeFileSync(join(folder, 'npm', 'all.zip'), makeArchive(['brought']));
    await importFolder(place, folder, '2026-11-21');
    expect(idsOf('brought')).toEqual(['GHSA-0']);
    await expect(importFolder(place, work, '2026-11-21')).rejects.toThrow(/nothing to make a database of/);
    expect(idsOf('brought')).toEqual(['GHSA-0']);
  });

  test('a byte that changes on the disk is told when it is read', async () => {
    await startWith(['old']);
    const bytes = readFileSync(place.file);
    const at = bytes.indexOf('["old"');
    writeFileSync(place.file, bytes.fill(0x7b, at, at + 3));
    expect(() => idsOf('old')).toThrow(/cannot be used/);
  });
});
