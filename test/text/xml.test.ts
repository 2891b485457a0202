import { expect, test } from 'vitest';
import { attributeOf, childOf, childrenOf, readXml, type XmlElement } from '../../lib/text/xml.ts';

const TEXT = `<?xml version="1.0"?>
<p:root xmlns:p='urn:x'>
  <a one="1" two='t&amp;o'/>
  <b>
    <!-- a comment --> text &lt; here
  </b>
  <c><![CDATA[raw <a>]]></c>
  <a one="2"></a>
</p:root>
`;

const at = (element: XmlElement | undefined): string =>
  element === undefined ? '' : TEXT.slice(element.textAt.start, element.textAt.end);

test('elements, attributes and texts have their values and places', () => {
  const { root, faults } = readXml(TEXT);
  expect(faults).toEqual([]);
  const element = root ?? undefined;
  const [first, second] = childrenOf(element, 'a');
  const two = first && attributeOf(first, 'two');
  expect(two?.value).toBe('t&o');
  expect(two && TEXT.slice(two.at.start, two.at.end)).toBe('t&amp;o');
  expect(second && attributeOf(second, 'one')?.value).toBe('2');
  expect(childOf(element, 'b')?.text).toBe('text < here');
  expect(at(childOf(element, 'b'))).toBe('text &lt; here');
  expect(childOf(element, 'c')?.text).toBe('raw <a>');
  expect(at(childOf(element, 'c'))).toBe('raw <a>');
  expect(element && TEXT.slice(element.at.start, element.at.end)).toBe('p:root');
});

test('what is broken is told by its line, and what could be read is kept', () => {
  const { root, faults } = readXml('<r>\n<a x=1></a>\n<b>&nope;</b>\n<c>');
  expect(root?.children.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(faults.map(({ line }) => line)).toEqual([2, 3, 4]);
});

test.each(['', 'no XML at all', '{"a": 1}', '\0'])('%j has no root', text => {
  expect(readXml(text).root).toBeNull();
});

test('an attribute that is named as a method of every object is a fault at most', () => {
  expect(readXml('<r hasOwnProperty="1" x="2"/>').faults).toHaveLength(1);
});

test('neither depth nor a wrong end of everything ends the program', () => {
  expect(readXml('<a>'.repeat(50_000)).faults.length).toBeGreaterThan(0);
  expect(readXml(`${'<a>'.repeat(900)}${'</b>'.repeat(50_000)}`).faults.length).toBeGreaterThan(0);
});
