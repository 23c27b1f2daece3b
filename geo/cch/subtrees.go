package cch

func (ix *Index) eachSubtree(workers int, start func() func(low, high uint32)) {
	start()(0, uint32(ix.Nodes()))
}
