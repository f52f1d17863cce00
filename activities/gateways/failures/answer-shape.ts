import type { Answer } from '../http/answer.ts';
import { isRecord } from '../parsing/json-shapes.ts';

/** A word of a program: long ones, and those with digits, may be ids, codes or tokens that somebody used as keys. */
const FIELD_NAME = /^[A-Za-z_]{1,19}$/;
const MOST_FIELDS = 12;
const MEDIA_TYPE = /^\s*(application\/(?:problem\+)?(?:json|xml|octet-stream)|text\/(?:html|plain|xml))\b/i;

/**
 * What an answer looked like, for people to compare with a gateway's documents: status, content type, and the names and
 * types of its fields. Never a value: gateways echo requests, tokens and phone numbers.
 */
export function shapeOfAnswer({ status, headers, text, json }: Answer): string {
  const parts = [`HTTP ${status}`, mediaType(headers['content-type'])];
  return [...parts, json === undefined ? shapeOfText(text) : shapeOfJson(json, 2)].filter(Boolean).join(', ');
}

function mediaType(header: string | string[] | undefined): string | undefined {
  const told = Array.isArray(header) ? header[0] : header;
  if (told === undefined) return undefined;
  return MEDIA_TYPE.exec(told)?.[1]?.toLowerCase() ?? 'another content type';
}

function shapeOfText(text: string): string {
  return text.trim() === '' ? 'empty body' : `${text.length} characters that are no JSON`;
}

function shapeOfJson(value: unknown, depth: number): string {
  if (Array.isArray(value)) return `list of ${value.length}${ofFirst(value, depth)}`;
  if (!isRecord(value)) return value === null ? 'null' : typeof value;
  const names = Object.keys(value);
  const shown = names.filter((name) => FIELD_NAME.test(name)).slice(0, MOST_FIELDS);
  const fields = shown.map((name) => (depth > 0 ? `${name}: ${shapeOfJson(value[name], depth - 1)}` : name));
  const hidden = names.length - shown.length;
  return `{${[...fields, ...(hidden > 0 ? [`${hidden} more`] : [])].join(', ')}}`;
}

function ofFirst(list: unknown[], depth: number): string {
  return list.length > 0 && depth > 0 ? ` such as ${shapeOfJson(list[0], depth - 1)}` : '';
}
