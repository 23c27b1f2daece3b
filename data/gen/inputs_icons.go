package main

import "pamir/data/gen/fetch"

// The icons that the sprites are made of.
var (
	maki = &fetch.Package{
		Name: "@mapbox/maki", Version: "8.2.0", Origin: fetch.NPM, Licence: "CC0-1.0",
		Files: []fetch.File{
			{Path: "icons/airport.svg", Bytes: 366, SHA256: "751133450c6346b804f3ce8d4d07ecc3d691692ced42c890323dd8b4b510bcd0"},
			{Path: "icons/bridge.svg", Bytes: 669, SHA256: "dc1c671d1c66d3520fb354528e01e5d0dfc5c21ec2a00859fef8e4e22dc868df"},
			{Path: "icons/bus.svg", Bytes: 731, SHA256: "f85a7d5c2f86a0b7579f186de305647ff7f25d30a1e00a2c1a05f38ef7c955f5"},
			{Path: "icons/campsite.svg", Bytes: 426, SHA256: "dc9746fc2e504624b19d8d304e04642a7c54976d26705aa7d0af89a621c09d03"},
			{Path: "icons/car-repair.svg", Bytes: 1179, SHA256: "e3e2bf03f6c9c02f5bf8b917164b796cb4efc576133c1daa59bec6797eff8d2e"},
			{Path: "icons/caution.svg", Bytes: 656, SHA256: "0cb97708910c0a77900e7d122bfeb4407db9b8db252dc52f91c8bec06b1b7372"},
			{Path: "icons/charging-station.svg", Bytes: 664, SHA256: "1c7d5872c700d8de7bf6b9b36f355ad4cdfbecd82a0d25be50c9734029d357cd"},
			{Path: "icons/construction.svg", Bytes: 322, SHA256: "99bdd2d8b0f47a3cebf3f89638fd285a138a19d3b3a9b600093aa1704d22ffd2"},
			{Path: "icons/danger.svg", Bytes: 1581, SHA256: "f1b4bca499dc052bb046355eeb87c1843a9b733b69cb6aed00cbad093643de56"},
			{Path: "icons/embassy.svg", Bytes: 826, SHA256: "87f1c01f29ae96c74ae8e368334494fc6926797cc978a8b52e129de153a5d12a"},
			{Path: "icons/fuel.svg", Bytes: 673, SHA256: "c480ea19df667ec2723fb120bb59f15d987f2bfa0e01b6d7d75cb506531caf46"},
			{Path: "icons/hospital.svg", Bytes: 353, SHA256: "00b76d183cdec4df12488c49835938a808b28e04606017a38d8da22834480209"},
			{Path: "icons/information.svg", Bytes: 343, SHA256: "bf9e360168db3a6c8a9f07673d7c6aae1564500a39846c885a64688742732481"},
			{Path: "icons/lodging.svg", Bytes: 580, SHA256: "cc8e756612c6aa292b257a855234da2c55612d95831d4f10fc3d4416f5a7c79f"},
			{Path: "icons/mountain.svg", Bytes: 336, SHA256: "9c5f0d06d07eea0c6b983c2f930a6148156acbd92ee4dd4f7f599d0b05b5035f"},
			{Path: "icons/parking.svg", Bytes: 292, SHA256: "278c990e7eec7b9d740da26b128825066c7c89536a26dc1fc03e30bc0d9af824"},
			{Path: "icons/police.svg", Bytes: 578, SHA256: "10695fe6943d35a67f04aa1872c324ec5df682bbbba0f49507282103f47e0bb2"},
			{Path: "icons/rail.svg", Bytes: 1753, SHA256: "b852ddf9670ae9d0b0d714f8ce535bb34c8372dfe51815d7c14f28aa0c1fed53"},
			{Path: "icons/restaurant.svg", Bytes: 555, SHA256: "0a51307695a54f27c510e7703cb8f4d54a5f25baa48e0cef2fab0362e3de44a4"},
			{Path: "icons/roadblock.svg", Bytes: 292, SHA256: "93bea78b872588f9600b444221fdd633c2ea37b79e6325e8f09139d9d5e5dc21"},
			{Path: "icons/star.svg", Bytes: 256, SHA256: "cc88be8f5e8bd45cf1b6acf6ad5d8d0c39b53431c15907cce4ee8c21ea318045"},
			{Path: "icons/telephone.svg", Bytes: 622, SHA256: "3b78d0b75ae2b25d8fa0b6721dbc9e082bde4c2527272d0e93d416313f416b13"},
			{Path: "icons/toll.svg", Bytes: 661, SHA256: "c36c916204799e3a3b6ee03049ce66a74c0137ec246a3ec33e8f9ba0a2abb93c"},
			{Path: "icons/tunnel.svg", Bytes: 489, SHA256: "2e40936a6647417c2aa2888481410919beef4c1f0a35afe2a434fb6bfb57262d"},
			{Path: "icons/viewpoint.svg", Bytes: 598, SHA256: "b542353205c6b6e86756dbbf62e480fb723d998de8187c7c1787b4e4a7fdcd82"},
			{Path: "icons/warehouse.svg", Bytes: 488, SHA256: "88f3229db8681f084136ba8848fb952559c6f9cd45c70c8161a0452c0ac06dc8"},
			{Path: "icons/water.svg", Bytes: 291, SHA256: "37110496414c4982c1027e59ea50c9fba026871bf179acdb744de2fea795109f"},
		},
	}
	temaki = &fetch.Package{
		Name: "@rapideditor/temaki", Version: "5.13.0", Origin: fetch.NPM, Licence: "CC0-1.0",
		Files: []fetch.File{
			{Path: "icons/checkpoint.svg", Bytes: 416, SHA256: "e26907200101aafaa24ae453a02a068652f62682ede7214071c69ec43eff9e9d"},
			{Path: "icons/cliff_falling_rocks.svg", Bytes: 864, SHA256: "ac3f85f4e67274595a41614d71a0822440b517e22eec6028025adaa44ed74989"},
			{Path: "icons/height_restrictor.svg", Bytes: 689, SHA256: "4e686afe9a216f246788a7f4b090f733c7691f2028da33fcc01bf443d8a1b20e"},
			{Path: "icons/milestone.svg", Bytes: 261, SHA256: "f3f14fb0ed9521b9e379141828379833e56f6cd8fa582adc43efe0bdc1ef89da"},
			{Path: "icons/mountain_range.svg", Bytes: 715, SHA256: "40bceb5929f59d25428553b5672b93358ca3ed0b6931d859722fb67ae4c1ccea"},
			{Path: "icons/passport_checkpoint.svg", Bytes: 880, SHA256: "d3abe395fa54ff8f3338ad5bd58d7ab6e48fa7f035655d96b07e45bdcf8058ad"},
			{Path: "icons/snow.svg", Bytes: 1110, SHA256: "24fbf5f4ad606d91807f22bd2745a17e5a8117c59b9cc6c891aac8416dadebf4"},
			{Path: "icons/truck.svg", Bytes: 841, SHA256: "9f85ef55229c016092a4c2ff8b9175af18ba3972d56ab132c944dbbc0f199d22"},
			{Path: "icons/valley.svg", Bytes: 603, SHA256: "e22e8580e43523c0b79b00ab60ae5593b97c0a5980940c3c82d3029156383057"},
		},
	}
)
