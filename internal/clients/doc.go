// Package clients holds tests alone: programs that others wrote, GDAL and
// OWSLib, are set on the server with the built-in data. They skip where the
// program is not installed; make setup installs it.
package clients
