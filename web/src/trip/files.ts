import type { Position } from '../feature.ts';
import { plain } from '../numbers.ts';
import type { Route } from './routes.ts';

/** A way and the names of its stops, to be written as a file. */
export interface Written {
  name: string;
  stops: { at: Position; name: string }[];
  route: Route;
  /** What to know of the line: that it is schematic, say. */
  note: string;
}

const escaped = (s: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has none of these
  s.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '').replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** GPX 1.1: a waypoint for each stop, and the way as a track. */
export function gpx({ name, stops, route, note }: Written): string {
  const point = (tag: string, [lon, lat]: Position) => `<${tag} lat="${plain(lat)}" lon="${plain(lon)}"`;
  const line = route.geometry.coordinates.map((p) => `${point('trkpt', p)}/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Pamir">',
    `<metadata><name>${escaped(name)}</name>${note ? `<desc>${escaped(note)}</desc>` : ''}</metadata>`,
    ...stops.map((s) => `${point('wpt', s.at)}><name>${escaped(s.name)}</name></wpt>`),
    `<trk><name>${escaped(name)}</name><trkseg>`,
    ...line,
    '</trkseg></trk>',
    '</gpx>',
    '',
  ].join('\n');
}

/** KML 2.2: the same as placemarks. */
export function kml({ name, stops, route, note }: Written): string {
  const places = stops.map(
    (s) =>
      `<Placemark><name>${escaped(s.name)}</name><Point><coordinates>${plain(s.at[0])},${plain(s.at[1])}</coordinates></Point></Placemark>`,
  );
  const line = route.geometry.coordinates.map(([lon, lat]) => `${plain(lon)},${plain(lat)}`).join(' ');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    `<name>${escaped(name)}</name>${note ? `<description>${escaped(note)}</description>` : ''}`,
    ...places,
    `<Placemark><name>${escaped(name)}</name><LineString><tessellate>1</tessellate><coordinates>${line}</coordinates></LineString></Placemark>`,
    '</Document></kml>',
    '',
  ].join('\n');
}

/** GeoJSON (RFC 7946): the way with what it measures, and its stops. */
export function geojson({ name, stops, route, note }: Written): string {
  const way = {
    type: 'Feature',
    properties: {
      name,
      distance_m: route.distance,
      duration_s: route.duration,
      depart_at: route.depart_at,
      arrive_at: route.arrive_at,
      highest_m: route.highest?.elevation_m ?? null,
      note: note || null,
    },
    geometry: route.geometry,
  };
  const places = stops.map((s) => ({
    type: 'Feature',
    properties: { name: s.name },
    geometry: { type: 'Point', coordinates: s.at.slice(0, 2) },
  }));
  return `${JSON.stringify({ type: 'FeatureCollection', features: [way, ...places] })}\n`;
}

/** Each kind of file: how it is written, its media type, and how its name ends. */
export const kinds = {
  GPX: { write: gpx, media: 'application/gpx+xml', ending: 'gpx' },
  KML: { write: kml, media: 'application/vnd.google-earth.kml+xml', ending: 'kml' },
  GeoJSON: { write: geojson, media: 'application/geo+json', ending: 'geojson' },
} as const;
