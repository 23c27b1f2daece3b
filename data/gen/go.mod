module pamir/data/gen

go 1.26.3

require (
	github.com/klauspost/compress v1.20.3
	github.com/paulmach/orb v0.14.0
	github.com/peterstace/simplefeatures v0.57.0
)

require (
	golang.org/x/text v0.43.0
	pamir v0.0.0
)

replace pamir => ../..
