module pamir

go 1.26.3

require (
	github.com/alecthomas/kong v1.17.0 // cmd/pamir: the command line
	github.com/cespare/xxhash/v2 v2.3.0 // internal/api: the tags of answers
	github.com/getkin/kin-openapi v0.152.0 // internal/api tests: holds each answer against the OpenAPI document
	github.com/go-text/typesetting v0.3.5 // geo/raster/lettering: fonts and shaping
	github.com/klauspost/compress v1.20.3 // internal/api, internal/osmpbf, internal/pmtiles, internal/tiles, geo/raster/ink: gzip, zlib and zstd
	github.com/labstack/echo/v4 v4.16.0 // internal/api: the router
	github.com/mattn/go-isatty v0.0.22 // cmd/pamir: progress bars only where somebody watches
	github.com/paulmach/orb v0.14.0 // everywhere: the vocabulary of geometry
	github.com/pelletier/go-toml/v2 v2.4.3 // internal/schedules: schedule files, and the lines of their values
	github.com/peterstace/simplefeatures v0.57.0 // geo/relate and geo/mvt tests: JTS as an oracle
	github.com/prometheus/client_golang v1.25.0 // internal/api: /metrics
	github.com/rivo/uniseg v0.4.7 // cmd/pamir: the width of Chinese in tables
	github.com/rogpeppe/go-internal v1.16.0 // cmd/pamir tests: scripts against the program
	github.com/tidwall/geodesic v0.3.5 // geo: Karney's geodesics
	github.com/tidwall/rtree v1.10.0 // geo/index: the R-tree that changes
	github.com/twpayne/go-geom v1.7.0 // internal/formats: geometries of KML and WKT, with heights
	github.com/twpayne/go-kml/v3 v3.6.0 // internal/formats: KML
	github.com/vbauerster/mpb/v8 v8.9.3 // cmd/pamir: progress bars
	go.uber.org/goleak v1.3.0 // tests: no goroutine outlives them
	golang.org/x/image v0.47.0 // geo/raster/lettering: go-text's numbers
	golang.org/x/text v0.43.0 // internal/gazetteer: Unicode normal forms
	pgregory.net/rapid v1.3.0 // tests: random cases
	rsc.io/qr v0.2.0 // internal/api: links on paper
)

require (
	github.com/BurntSushi/toml v1.4.1-0.20240526193622-a339e1f7089c // indirect
	github.com/VividCortex/ewma v1.2.0 // indirect
	github.com/acarl005/stripansi v0.0.0-20180116102854-5a71ef0e047d // indirect
	github.com/beorn7/perks v1.0.1 // indirect
	github.com/go-openapi/jsonpointer v0.22.5 // indirect
	github.com/go-openapi/swag/jsonname v0.25.5 // indirect
	github.com/gorilla/mux v1.8.0 // indirect
	github.com/labstack/gommon v0.5.0 // indirect
	github.com/mattn/go-colorable v0.1.15 // indirect
	github.com/mattn/go-runewidth v0.0.16 // indirect
	github.com/munnerz/goautoneg v0.0.0-20191010083416-a7dc8b61c822 // indirect
	github.com/oasdiff/yaml v0.1.1 // indirect
	github.com/oasdiff/yaml3 v0.0.14 // indirect
	github.com/prometheus/client_model v0.6.3 // indirect
	github.com/prometheus/common v0.72.0 // indirect
	github.com/prometheus/procfs v0.22.0 // indirect
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // indirect
	github.com/tidwall/geoindex v1.7.0 // indirect
	github.com/valyala/bytebufferpool v1.0.0 // indirect
	github.com/valyala/fasttemplate v1.2.2 // indirect
	golang.org/x/crypto v0.57.0 // indirect
	golang.org/x/exp/typeparams v0.0.0-20231108232855-2478ac86f678 // indirect
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/net v0.59.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
	honnef.co/go/tools v0.8.2 // indirect
)

tool honnef.co/go/tools/cmd/staticcheck
