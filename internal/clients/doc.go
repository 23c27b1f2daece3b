// Package clients holds tests alone: programs that others wrote, such as GDAL,
// QGIS and OWSLib, are set on the server with the built-in data, and on files
// that we write. They skip where the program is not installed; make setup
// installs it.
package clients
